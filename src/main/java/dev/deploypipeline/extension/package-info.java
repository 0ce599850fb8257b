/**
 * What hooks into a Maven session: the lifetime of the services, and their delivery to the test
 * JVMs.
 *
 * <p>May use: {@code model}, {@code pipeline}, {@code config}, {@code pool}, {@code reactor},
 * {@code runtime}, Maven.
 */
package dev.deploypipeline.extension;
