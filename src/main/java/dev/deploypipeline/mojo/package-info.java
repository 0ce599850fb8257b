/**
 * The goals: each maps its parameters to settings and makes one call.
 *
 * <p>May use: pipeline, config, report, history, reactor, runtime, model; Maven.
 */
package dev.deploypipeline.mojo;
