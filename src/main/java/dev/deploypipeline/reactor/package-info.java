/**
 * The Maven adapter: what the rest of the project needs of a session, without Maven types.
 *
 * <p>May use: {@code model}, {@code pipeline}, {@code config}, {@code schedule}, {@code pool},
 * {@code runtime}, Maven and its resolver.
 */
package dev.deploypipeline.reactor;
