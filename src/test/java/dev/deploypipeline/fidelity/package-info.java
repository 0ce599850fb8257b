/**
 * The fidelity harness: compares what a reactor did under {@code deploy-pipeline:run} with what
 * plain Maven does to an untouched copy of it. Called by the {@code verify.groovy} scripts of
 * {@code src/it/fidelity-*}.
 *
 * <p>May use: the JDK only.
 */
package dev.deploypipeline.fidelity;
