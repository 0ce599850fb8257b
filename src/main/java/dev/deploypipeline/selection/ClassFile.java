package dev.deploypipeline.selection;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a class file says of a class and of its annotations (The Java Virtual Machine Specification,
 * chapter 4).
 *
 * @param isAbstract whether it is abstract, or an interface
 * @param superclass the binary name of its superclass; empty for none
 * @param annotations those of the class that can be seen at run time
 * @param methods those of each method, by the method's name
 */
record ClassFile(
    boolean isAbstract,
    Optional<String> superclass,
    List<Annotation> annotations,
    Map<String, List<Annotation>> methods) {

  private static final int MAGIC = 0xCAFEBABE;
  private static final int ABSTRACT = 0x0400;

  /**
   * An annotation.
   *
   * @param type the binary name of its type
   * @param texts the texts of each of its elements, those of annotations within it included
   * @param within annotations in its elements
   */
  record Annotation(String type, Map<String, List<String>> texts, List<Annotation> within) {
    Annotation {
      texts = Map.copyOf(texts);
      within = List.copyOf(within);
    }

    List<String> texts(String element) {
      return texts.getOrDefault(element, List.of());
    }
  }

  ClassFile {
    annotations = List.copyOf(annotations);
    methods = Map.copyOf(methods);
  }

  /** Reads one. */
  static ClassFile read(InputStream stream) throws IOException {
    return new Reader(new DataInputStream(stream)).read();
  }

  /** Reads in the order of the file. */
  private static final class Reader {

    private final DataInputStream in;
    private String[] texts = {};
    private int[] classes = {};

    Reader(DataInputStream in) {
      this.in = in;
    }

    ClassFile read() throws IOException {
      if (in.readInt() != MAGIC) {
        throw new IOException("this is no class file");
      }
      in.skipNBytes(4);
      constants();
      int access = in.readUnsignedShort();
      in.readUnsignedShort();
      int above = in.readUnsignedShort();
      in.skipNBytes(2L * in.readUnsignedShort());
      members(new HashMap<>());
      Map<String, List<Annotation>> methods = new HashMap<>();
      members(methods);
      Optional<String> superclass =
          above == 0 ? Optional.empty() : Optional.of(texts[classes[above]].replace('/', '.'));
      return new ClassFile((access & ABSTRACT) != 0, superclass, attributes(), methods);
    }

    private void constants() throws IOException {
      int count = in.readUnsignedShort();
      texts = new String[count];
      classes = new int[count];
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> texts[i] = in.readUTF();
          case 7 -> classes[i] = in.readUnsignedShort();
          case 8, 16, 19, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++; // such a constant takes two places
          }
          default -> throw new IOException("there is no constant with the tag " + tag);
        }
      }
    }

    private void members(Map<String, List<Annotation>> found) throws IOException {
      int count = in.readUnsignedShort();
      for (int i = 0; i < count; i++) {
        in.skipNBytes(2);
        String name = texts[in.readUnsignedShort()];
        in.skipNBytes(2);
        List<Annotation> annotations = attributes();
        found.computeIfAbsent(name, one -> new ArrayList<>()).addAll(annotations);
      }
    }

    private List<Annotation> attributes() throws IOException {
      List<Annotation> annotations = new ArrayList<>();
      int count = in.readUnsignedShort();
      for (int i = 0; i < count; i++) {
        String name = texts[in.readUnsignedShort()];
        int length = in.readInt();
        if ("RuntimeVisibleAnnotations".equals(name)) {
          int number = in.readUnsignedShort();
          for (int one = 0; one < number; one++) {
            annotations.add(annotation());
          }
        } else {
          in.skipNBytes(Integer.toUnsignedLong(length));
        }
      }
      return annotations;
    }

    private Annotation annotation() throws IOException {
      String descriptor = texts[in.readUnsignedShort()];
      Map<String, List<String>> elements = new HashMap<>();
      List<Annotation> within = new ArrayList<>();
      int count = in.readUnsignedShort();
      for (int i = 0; i < count; i++) {
        List<String> values =
            elements.computeIfAbsent(texts[in.readUnsignedShort()], one -> new ArrayList<>());
        element(values, within);
      }
      String type = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
      return new Annotation(type, elements, within);
    }

    private void element(List<String> values, List<Annotation> within) throws IOException {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 's' -> values.add(texts[in.readUnsignedShort()]);
        case 'e' -> in.skipNBytes(4);
        case '@' -> within.add(annotation());
        case '[' -> {
          int count = in.readUnsignedShort();
          for (int i = 0; i < count; i++) {
            element(values, within);
          }
        }
        default -> in.skipNBytes(2);
      }
    }
  }
}
