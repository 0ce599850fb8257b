package dev.deploypipeline.broker;

import dev.deploypipeline.broker.ApiTarget.Parameter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The recipes of a project on disk. Only its user can read the file: environment variables of
 * containers may be secret. A file that cannot be understood costs the first run its warm
 * containers and nothing else.
 */
final class RecipeFile {

  private static final int SCHEMA = 1;

  private final Path file;

  RecipeFile(Path file) {
    this.file = file;
  }

  /**
   * What a file held.
   *
   * @param recipes what could be read
   * @param problem why nothing could; empty if all is well, or if there is no file yet
   * @param future whether a newer version of the plugin wrote it, so that it must stay
   */
  record Content(List<Recipe> recipes, Optional<String> problem, boolean future) {
    Content {
      recipes = List.copyOf(recipes);
    }
  }

  /** Reads them; never throws. */
  Content read() {
    if (Files.notExists(file)) {
      return new Content(List.of(), Optional.empty(), false);
    }
    try {
      JsonNode root = Json.read(Files.readString(file)).orElse(Json.object());
      int schema = root.path("schema").asInt(0);
      if (schema > SCHEMA) {
        return refused("it has schema " + schema + ", which a newer version writes", true);
      }
      if (schema != SCHEMA) {
        return refused("it is no list of recipes", false);
      }
      List<Recipe> recipes = new ArrayList<>();
      for (JsonNode node : root.required("recipes")) {
        recipes.add(recipe(node));
      }
      return new Content(recipes, Optional.empty(), false);
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      return refused(String.valueOf(e.getMessage()).lines().findFirst().orElse(""), false);
    }
  }

  private Content refused(String reason, boolean future) {
    return new Content(
        List.of(),
        Optional.of("the recipes in %s cannot be read: %s".formatted(file, reason)),
        future);
  }

  /**
   * Replaces them; the old ones stay where that fails.
   *
   * @throws IOException if it cannot be written
   */
  void write(List<Recipe> recipes) throws IOException {
    ObjectNode root = Json.object().put("schema", SCHEMA);
    ArrayNode all = root.putArray("recipes");
    recipes.forEach(recipe -> all.add(node(recipe)));
    Path target = file.toAbsolutePath();
    if (recipes.isEmpty() && Files.notExists(target)) {
      return;
    }
    Files.createDirectories(target.getParent());
    Path ignore = target.resolveSibling(".gitignore");
    if (Files.notExists(ignore)) {
      // It holds what containers are told, passwords included.
      Files.writeString(ignore, "*\n");
    }
    Path temporary = target.resolveSibling(target.getFileName() + "-" + UUID.randomUUID() + ".tmp");
    try {
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(
          temporary,
          root.toPrettyString().getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.WRITE);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static ObjectNode node(Recipe recipe) {
    ObjectNode node = Json.object();
    node.put("version", recipe.call().version());
    node.set("query", parameters(recipe.call().query()));
    node.set("body", Json.readObject(recipe.call().body()).orElseThrow());
    ArrayNode files = node.putArray("files");
    for (FileCopy copy : recipe.files()) {
      ObjectNode each = files.addObject();
      each.set("query", parameters(copy.query()));
      each.put("digest", copy.digest());
      each.put("tar", Base64.getEncoder().encodeToString(copy.tar()));
    }
    ObjectNode ready = node.putObject("ready").put("ports", recipe.ready().ports());
    recipe.ready().check().ifPresent(check -> ready.put("check", check));
    ArrayNode lines = ready.putArray("lines");
    recipe
        .ready()
        .lines()
        .forEach(
            l ->
                lines
                    .addObject()
                    .put("error", l.error())
                    .put("text", l.text())
                    .put("times", l.times()));
    Recipe.Past past = recipe.past();
    node.putObject("past")
        .put("count", past.count())
        .put("peak", past.peak())
        .put("order", past.order())
        .put("unusedRuns", past.unusedRuns())
        .put("coldMillis", past.coldMillis());
    return node;
  }

  private static ArrayNode parameters(List<Parameter> query) {
    ArrayNode array = Json.array();
    query.forEach(each -> array.addArray().add(each.name()).add(each.value()));
    return array;
  }

  private static Recipe recipe(JsonNode node) {
    List<FileCopy> files = new ArrayList<>();
    for (JsonNode each : node.required("files")) {
      files.add(
          new FileCopy(
              parameters(each.required("query")),
              each.required("digest").stringValue(),
              Base64.getDecoder().decode(each.required("tar").stringValue())));
    }
    List<ReadyMark.Line> lines = new ArrayList<>();
    for (JsonNode each : node.required("ready").required("lines")) {
      lines.add(
          new ReadyMark.Line(
              each.required("error").booleanValue(),
              each.required("text").stringValue(),
              each.required("times").intValue()));
    }
    JsonNode past = node.required("past");
    return new Recipe(
        new CreateCall(
            node.required("version").stringValue(),
            parameters(node.required("query")),
            Json.sorted(node.required("body")).toString()),
        files,
        new ReadyMark(
            lines,
            node.required("ready").required("ports").booleanValue(),
            Optional.of(Json.text(node.required("ready"), "check")).filter(c -> !c.isEmpty())),
        new Recipe.Past(
            past.required("count").intValue(),
            past.required("peak").intValue(),
            past.required("order").intValue(),
            past.required("unusedRuns").intValue(),
            past.required("coldMillis").longValue()));
  }

  private static List<Parameter> parameters(JsonNode array) {
    List<Parameter> query = new ArrayList<>();
    for (JsonNode pair : array) {
      query.add(new Parameter(pair.required(0).stringValue(), pair.required(1).stringValue()));
    }
    return query;
  }
}
