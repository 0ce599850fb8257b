/**
 * Decides, from what was measured, how test JVMs start: as Surefire starts them, or with options
 * for a quick start. Knows nothing of Maven.
 *
 * <p>May use: {@code model}, the JDK, Jackson.
 */
package dev.deploypipeline.tuning;
