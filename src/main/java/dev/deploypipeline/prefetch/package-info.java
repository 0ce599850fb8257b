/**
 * What a prefetch knows without Maven: the list of artifacts that a real run needed, what can go
 * wrong with a download and how that is told, and what an offline build lacked. JDK only.
 *
 * <p>May use: {@code model}.
 */
package dev.deploypipeline.prefetch;
