/**
<<<<<<< HEAD
 * Settings: validated records, presets and the table of known goals.
 *
 * <p>May use: model.
=======
 * Settings as validated records: whoever holds one can rely on it.
 *
 * <p>May use: {@code model}.
>>>>>>> pool
 */
package dev.deploypipeline.config;
