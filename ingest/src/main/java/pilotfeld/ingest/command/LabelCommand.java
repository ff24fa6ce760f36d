package pilotfeld.ingest.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.delivery.DeliveredDevice;
import pilotfeld.processing.delivery.DeliveryList;
import pilotfeld.processing.delivery.LabelMatch;
import pilotfeld.processing.delivery.LabelMatch.IsJoinEui;
import pilotfeld.processing.delivery.LabelMatch.NamesNothing;
import pilotfeld.processing.delivery.LabelMatch.NotOnList;
import pilotfeld.processing.delivery.LabelMatch.OnList;
import pilotfeld.processing.label.Label;
import pilotfeld.processing.label.LabelReader;
import pilotfeld.processing.label.Photo;
import pilotfeld.processing.label.PhotoReader;

/// `label`: what a code on a device is. Owner tokens and keys in it are not shown.
@Command(
    name = "label",
    description =
        "Says what the code on a device is, and whether the device was delivered. Ends with 1 if no code names a device.",
    mixinStandardHelpOptions = true)
public final class LabelCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  /// One of the two.
  static final class What {

    @Parameters(
        index = "0",
        paramLabel = "TEXT",
        description = "What the code says, such as LW:D0:…; or what is printed beside it.")
    private String text;

    @Option(names = "--photo", paramLabel = "FILE", description = "A JPEG or PNG with QR codes.")
    private Path photo;
  }

  @ArgGroup(multiplicity = "1")
  private What what;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var settings = Settings.from(System.getenv());
    var labels = texts().stream().map(LabelReader::read).toList();
    try (var connection = Connection.open(settings)) {
      var list = new DeliveryList(connection.database().jdbi());
      var out = spec.commandLine().getOut();
      var named = 0;
      for (var label : labels) {
        var match = LabelMatch.of(label, list);
        say(label, match, out);
        named += isOfDevice(label, match) ? 1 : 0;
      }
      return named > 0 ? 0 : FAILED;
    }
  }

  private List<String> texts() throws IOException {
    if (what.photo == null) {
      return List.of(what.text);
    }
    return switch (PhotoReader.read(GivenFile.bytes(what.photo, PhotoReader.BYTES_LIMIT))) {
      case Photo.Codes(var texts) -> texts;
      case Photo.NoCode none -> throw new IllegalArgumentException(none.words());
      case Photo.Refused(var why) -> throw new IllegalArgumentException(why);
    };
  }

  private static boolean isOfDevice(Label label, LabelMatch match) {
    return switch (match) {
      case OnList _ -> true;
      case IsJoinEui _, NamesNothing _ -> false;
      case NotOnList _ -> label instanceof Label.Device || label instanceof Label.BareEui;
    };
  }

  private static void say(Label label, LabelMatch match, PrintWriter out) {
    switch (label) {
      case Label.Device device -> say(device, out);
      case Label.BareEui(var eui) -> out.println("an EUI: " + eui);
      case Label.Serial(var number) ->
          out.printf("this is a serial number: %s; scan the code with the DevEUI%n", number);
      case Label.Other(var code) -> out.println(code.words());
      case Label.Damaged(var why) -> out.println("this code cannot be used: " + why);
    }
    say(match, out);
  }

  private static void say(Label.Device label, PrintWriter out) {
    out.println("a device: " + label.devEui());
    label.joinEui().ifPresent(each -> out.println("  JoinEUI        " + each));
    label.profile().ifPresent(each -> out.println("  profile        " + each));
    label.extensions().serial().ifPresent(each -> out.println("  serial number  " + each));
    label.extensions().ownerToken().ifPresent(_ -> out.println("  owner token    not shown"));
    out.println("  checksum       " + (label.checked() ? "right" : "none: compare the digits"));
  }

  private static void say(LabelMatch match, PrintWriter out) {
    switch (match) {
      case OnList(var device, var remarks) -> {
        out.println("  delivered      " + words(device));
        remarks.forEach(each -> out.println("  but            " + each));
      }
      case IsJoinEui(_, var devices) ->
          out.printf(
              "  this is the JoinEUI of %d delivered devices: scan the code with the DevEUI%n",
              devices);
      case NotOnList(var hint) ->
          out.println("  on no delivery list" + hint.map(each -> "; " + each).orElse(""));
      case NamesNothing _ -> {}
    }
  }

  private static String words(DeliveredDevice device) {
    return "%s, model %s, serial number %s, %s, %s"
        .formatted(
            device.devEui(),
            orUnknown(device.model()),
            orUnknown(device.serial()),
            device.hasKey() ? "with its key" : "without a key",
            device.registered() ? "registered" : "not registered");
  }

  private static String orUnknown(Optional<String> value) {
    return value.orElse("unknown");
  }
}
