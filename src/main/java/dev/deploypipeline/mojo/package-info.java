/**
 * One class per goal: maps parameters to settings and makes one call.
 *
 * <p>May use: {@code model}, {@code pipeline}, {@code config}, {@code report}, {@code reactor},
 * {@code runtime}, Maven.
 */
package dev.deploypipeline.mojo;
