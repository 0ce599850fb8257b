/**
 * What Surefire and Failsafe say of tests: reads their reports while they run, and tells failures,
 * flaky tests and how long classes held their JVM. Knows nothing of Maven.
 *
 * <p>May use: model.
 */
package dev.deploypipeline.tests;
