/**
 * Which tests run: splits test classes between shards, leaves slow ones out, and proves from the
 * shards' reports that together they ran every test. Knows nothing of Maven.
 *
 * <p>May use: config, history, model.
 */
package dev.deploypipeline.selection;
