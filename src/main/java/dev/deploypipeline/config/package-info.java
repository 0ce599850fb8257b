/**
 * Settings: validated records, presets and the table of known goals.
 *
 * <p>May use: model.
 */
package dev.deploypipeline.config;
