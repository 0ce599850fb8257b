package dev.deploypipeline.pool;

/** The states of a slot, in the order it goes through them. */
public enum SlotState {
  /** Its first piece is being made. */
  CLONING,
  /** Its piece waits to be leased. */
  READY,
  /** Its piece is in use. */
  LEASED,
  /** Its piece was returned and is being destroyed; nobody gets it again. */
  DIRTY,
  /** Its next piece is being made. */
  RECREATING,
  /** It has no piece, because enough others wait; the next one is made when it is wanted. */
  VACANT,
  /** Its piece cannot be made. */
  FAILED
}
