/**
 * The goals: each maps its parameters to settings and makes one call.
 *
 * <p>May use: pipeline, config, report, history, reactor, runtime, extension, model; Maven.
 */
package dev.deploypipeline.mojo;
