/**
 * Adapters of the {@code ContainerRuntime} port: real PostgreSQL and Redis servers from Maven
 * artifacts, which die with the JVM that started them, and containers of any image on a Docker
 * engine.
 *
 * <p>May use: {@code model}, {@code config}, {@code pool}, {@code keep}.
 */
package dev.deploypipeline.runtime;
