/**
 * Everything a person or a tool gets to see of a run: listeners that write the console, the run
 * report, the trace and the history.
 *
 * <p>May use: model, history, config.
 */
package dev.deploypipeline.report;
