/**
 * Tests of the project's own furniture: what a fresh clone needs before any of its Java runs.
 *
 * <p>May use: the JDK only.
 */
package dev.deploypipeline.build;
