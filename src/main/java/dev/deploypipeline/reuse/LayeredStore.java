package dev.deploypipeline.reuse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** A local store in front of a remote one. */
final class LayeredStore implements ResultStore {

  private final LocalStore local;
  private final ResultStore remote;

  LayeredStore(LocalStore local, ResultStore remote) {
    this.local = local;
    this.remote = remote;
  }

  @Override
  public Optional<TaskResult> find(Digest key) {
    Optional<TaskResult> near = local.find(key);
    if (near.isPresent()) {
      return near;
    }
    Optional<TaskResult> far = remote.find(key);
    if (far.isPresent()) {
      try {
        local.remember(key, far.get());
      } catch (IOException e) {
        local.cannotWrite(e);
      }
    }
    return far;
  }

  @Override
  public boolean put(Digest key, TaskResult result, Function<OutputFile, Path> where) {
    boolean near = local.put(key, result, where);
    boolean far = remote.put(key, result, where);
    return near || far;
  }

  @Override
  public boolean fetch(OutputFile file, Path to) throws IOException {
    if (local.fetch(file, to)) {
      return true;
    }
    if (!remote.fetch(file, to)) {
      return false;
    }
    try {
      local.keep(file, to);
    } catch (IOException e) {
      local.cannotWrite(e);
    }
    return true;
  }

  @Override
  public void close() {
    try {
      remote.close();
    } finally {
      local.close();
    }
  }
}
