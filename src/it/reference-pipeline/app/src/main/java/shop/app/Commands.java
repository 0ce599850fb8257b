package shop.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import shop.batch.CronExpression;
import shop.batch.JobRunner;
import shop.batch.UnpaidOrdersJob;
import shop.catalog.ProductImport;
import shop.catalog.ProductRepository;
import shop.inventory.StockRepository;
import shop.notification.Outbox;
import shop.orders.OrderRepository;
import shop.pricing.PromotionFile;
import shop.pricing.PromotionRule;
import shop.reports.SalesReport;
import shop.storage.Database;
import shop.storage.RedisSpace;
import shop.storage.ShopSettings;

/** The commands; each answers with what is to be printed. */
final class Commands {
  private static final String HELP =
      """
      import <csv>          stores the products of a list
      promotions <file>     checks a promotion file
      next <cron> <time>    says when a job runs next
      cancel-unpaid         cancels what has not been paid for a day
      sales <from> <to>     prints the sales of these days
      """;

  String run(Arguments args) throws IOException {
    return switch (args.command()) {
      case "help" -> HELP;
      case "promotions" -> promotions(Path.of(args.operand(0, "a promotion file")));
      case "next" ->
          new CronExpression(args.operand(0, "a cron expression"))
                  .next(LocalDateTime.parse(args.operand(1, "a time")))
              + "\n";
      case "import" -> importProducts(args);
      case "cancel-unpaid" -> cancelUnpaid(args);
      case "sales" -> sales(args);
      default ->
          throw new IllegalArgumentException(
              "There is no command '" + args.command() + "'. Perhaps you should try 'help'.");
    };
  }

  private static String promotions(Path file) throws IOException {
    StringBuilder out = new StringBuilder();
    for (PromotionRule rule : PromotionFile.parse(Files.readString(file))) {
      out.append(rule.priority()).append(' ').append(rule.name()).append('\n');
    }
    return out.toString();
  }

  private static Database open(Arguments args) {
    Database database =
        new Database(ShopSettings.fromSystemProperties(), args.option("schema", "shop"), 4);
    ProductRepository.MIGRATIONS.apply(database);
    StockRepository.MIGRATIONS.apply(database);
    OrderRepository.MIGRATIONS.apply(database);
    return database;
  }

  private static String importProducts(Arguments args) throws IOException {
    ProductImport list =
        ProductImport.read(Files.readString(Path.of(args.operand(0, "a product list"))));
    try (Database database = open(args)) {
      int stored = new ProductRepository(database).saveAll(list.products());
      return stored
          + " products stored, "
          + list.problems().size()
          + " problems\n"
          + String.join("", list.problems().stream().map(p -> p + "\n").toList());
    }
  }

  private static String cancelUnpaid(Arguments args) {
    ShopSettings settings = ShopSettings.fromSystemProperties();
    try (Database database = open(args);
        RedisSpace redis = new RedisSpace(settings, args.option("schema", "shop"));
        JobRunner runner = new JobRunner()) {
      UnpaidOrdersJob job =
          new UnpaidOrdersJob(
              database, new StockRepository(database, 5_000), new Outbox(redis), Clock.systemUTC());
      JobRunner.Report report =
          runner.run(
              new JobRunner.Job(
                  "cancel-unpaid", Duration.ofMinutes(1), () -> job.run(Duration.ofDays(1))));
      return report.status()
          + ", "
          + report.done()
          + " orders cancelled "
          + report.message()
          + "\n";
    }
  }

  private static String sales(Arguments args) {
    try (Database database = open(args)) {
      return SalesReport.render(
          new SalesReport(database)
              .byDay(
                  LocalDate.parse(args.operand(0, "a first day")),
                  LocalDate.parse(args.operand(1, "a last day"))));
    }
  }
}
