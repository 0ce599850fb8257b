package dev.deploypipeline.broker;

/** Why a container that a client asked for was not a warm one. */
public enum PassReason {
  /** Nobody asked for such a container in an earlier run, or not often enough in this one. */
  FIRST_SEEN("first seen"),
  /** All that were started ahead are taken. */
  NONE_READY("none ready"),
  /** The one that was started ahead had ended. */
  WARM_ENDED("warm container had ended"),
  /** Its image has another content than the one that was started ahead. */
  IMAGE_CHANGED("image changed"),
  /** The client copied other files into it, or did something else to it, before it started it. */
  PREPARED_OTHERWISE("prepared in another way"),
  /** Its container's name is taken, which the engine itself tells the client. */
  NAME_TAKEN("name taken"),
  /** A network other than the default one, whose other members it could see, and they it. */
  CUSTOM_NETWORK("custom network"),
  /** A port of the host that only one container can have. */
  FIXED_HOST_PORT("fixed host port"),
  /** A directory of the host or a named volume, which others may see. */
  BIND_MOUNT("bind mount"),
  /** All of the host. */
  PRIVILEGED("privileged"),
  /** A name space of the host or of another container. */
  HOST_NAMESPACE("name space of the host"),
  /** An address of a machine, where a test may listen only when it asks for the container. */
  HOST_ADDRESS("address of a machine"),
  /** Devices of the host. */
  DEVICES("devices"),
  /** The engine removes it when it ends. */
  AUTO_REMOVE("auto-remove"),
  /** The engine starts it again when it ends, and what its earlier starts left is there. */
  RESTART_POLICY("restart policy"),
  /** Its client means to find it again in later builds (Testcontainers' reuse). */
  REUSABLE("meant for reuse"),
  /** Labels that others than Testcontainers may look for, and would not find at the engine. */
  OWN_LABELS("labels of its own"),
  /** Legacy links to other containers. */
  LINKS("links"),
  /** Volumes of another container. */
  VOLUMES_FROM("volumes of another container"),
  /** The client wants to see the output, or to give input, from the first byte on. */
  ATTACHED("attached from the start"),
  /** A request that is not understood, or is too large to be remembered. */
  NOT_UNDERSTOOD("request not understood"),
  /** The broker had a fault and hands nothing over any more. */
  BROKER_FAULT("broker fault");

  private final String text;

  PassReason(String text) {
    this.text = text;
  }

  /** In words, for example {@code custom network}. */
  public String text() {
    return text;
  }
}
