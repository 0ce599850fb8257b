/**
 * What runs inside the test JVMs: it asks the Maven process for leases and puts them into the
 * system properties. It goes there in a small jar of its own and uses nothing but the JDK, and the
 * JUnit Platform's launcher for the leases of classes.
 *
 * <p>May use: nothing.
 */
package dev.deploypipeline.fork;
