/**
 * What hooks into a Maven session: the lifetime of the services, their delivery to the test JVMs,
 * and the way these start.
 *
 * <p>May use: {@code model}, {@code pipeline}, {@code config}, {@code pool}, {@code reactor},
 * {@code runtime}, {@code broker}, {@code tuning}, Maven.
 */
package dev.deploypipeline.extension;
