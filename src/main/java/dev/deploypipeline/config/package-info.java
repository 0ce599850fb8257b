/**
 * Settings as validated records: whoever holds one can rely on it.
 *
 * <p>May use: {@code model}.
 */
package dev.deploypipeline.config;
