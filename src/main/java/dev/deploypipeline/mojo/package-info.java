/**
 * The goals: each maps its parameters to settings and makes one call.
 *
 * <p>May use: pipeline, config, report, reactor, runtime, selection, model; Maven.
 */
package dev.deploypipeline.mojo;
