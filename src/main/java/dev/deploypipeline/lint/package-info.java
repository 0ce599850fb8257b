/**
 * What compilers and checks found: reads the result files of Checkstyle, PMD, CPD and SpotBugs, the
 * lines that tasks print, and the messages they fail with, into findings with file and line.
 *
 * <p>May use: the JDK and model only.
 */
package dev.deploypipeline.lint;
