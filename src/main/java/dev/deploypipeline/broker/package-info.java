/**
 * Serves the Docker Engine API on a Unix socket, learns which containers tests ask for, and hands
 * over warm ones. Knows no Maven, no Docker client library and no other part of the project: it is
 * given an engine's address, owner labels and a guard, and speaks HTTP/1.1 itself.
 *
 * <p>May use: {@code model}, {@code config}.
 */
package dev.deploypipeline.broker;
