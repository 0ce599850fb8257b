/**
 * The words every other package speaks: tasks, stages, outcomes, run events and the listener port.
 *
 * <p>May use: the JDK only.
 */
package dev.deploypipeline.model;
