import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;

/// Holds every Java file below the given folders against google-java-format.
///
/// `check` names the files that differ and ends with 1; `write` puts them right.
void main(String[] arguments) throws Exception {
  var write = arguments[0].equals("write");
  var formatter = new Formatter();
  var different = 0;
  for (var index = 1; index < arguments.length; index++) {
    try (var files = Files.walk(Path.of(arguments[index]))) {
      for (var file : files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
        var source = Files.readString(file);
        var wanted = formatter.formatSource(ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(source), Style.GOOGLE));
        if (source.equals(wanted)) {
          continue;
        }
        different++;
        IO.println((write ? "formatted " : "not formatted: ") + file);
        if (write) {
          Files.writeString(file, wanted);
        }
      }
    }
  }
  if (different > 0 && !write) {
    IO.println("run: mvn -N verify -Dformat=write");
    System.exit(1);
  }
}
