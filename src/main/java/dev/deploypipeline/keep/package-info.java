/**
 * Servers that outlive the build that started them: where their records are, who may use them, and
 * the small process beside each that stops it when nobody has used it for long enough.
 *
 * <p>May use: nothing of the project.
 */
package dev.deploypipeline.keep;
