package shop.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A command line: the command, its operands, and options such as {@code --schema=shop}. */
public record Arguments(String command, List<String> operands, Map<String, String> options) {

  public static Arguments parse(String... args) {
    if (args.length == 0 || args[0].startsWith("--")) {
      throw new IllegalArgumentException("No command given. Perhaps you should try 'help'.");
    }
    List<String> operands = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    for (String arg : List.of(args).subList(1, args.length)) {
      if (arg.startsWith("--")) {
        int equals = arg.indexOf('=');
        String name = equals < 0 ? arg.substring(2) : arg.substring(2, equals);
        if (options.put(name, equals < 0 ? "true" : arg.substring(equals + 1)) != null) {
          throw new IllegalArgumentException("Option --" + name + " is given twice.");
        }
      } else {
        operands.add(arg);
      }
    }
    return new Arguments(args[0], List.copyOf(operands), Map.copyOf(options));
  }

  public String operand(int index, String name) {
    if (index >= operands.size()) {
      throw new IllegalArgumentException("The command '" + command + "' needs " + name + ".");
    }
    return operands.get(index);
  }

  public String option(String name, String otherwise) {
    return options.getOrDefault(name, otherwise);
  }
}
