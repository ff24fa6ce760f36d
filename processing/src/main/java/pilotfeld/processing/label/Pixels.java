package pilotfeld.processing.label;

import java.awt.image.BufferedImage;

/// The brightness of a picture, row by row, as 0 to 255 in each of the three colours.
record Pixels(int width, int height, int[] greys) {

  private static final int WHITE = 255;
  private static final int OUTLIERS = 100; // One pixel of so many may be darker or brighter.

  static Pixels of(BufferedImage image) {
    var greys = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    for (var index = 0; index < greys.length; index++) {
      greys[index] = grey(onWhite(greys[index]));
    }
    return new Pixels(image.getWidth(), image.getHeight(), greys);
  }

  // The weights of ITU-R BT.601, in thousandths.
  private static int onWhite(int argb) {
    var brightness =
        (299 * (argb >> 16 & 0xFF) + 587 * (argb >> 8 & 0xFF) + 114 * (argb & 0xFF)) / 1000;
    var opacity = argb >>> 24;
    return (brightness * opacity + WHITE * (WHITE - opacity)) / WHITE;
  }

  private static int grey(int brightness) {
    return brightness << 16 | brightness << 8 | brightness;
  }

  /// From black to white: what is told by little is told by more, and what glares counts no more.
  Pixels stretched() {
    var counts = new int[WHITE + 1];
    for (var grey : greys) {
      counts[grey & 0xFF]++;
    }
    var black = darkest(counts, greys.length / OUTLIERS);
    var range = Math.max(1, darkest(counts, greys.length - greys.length / OUTLIERS) - black);
    var stretched = new int[greys.length];
    for (var index = 0; index < greys.length; index++) {
      stretched[index] = grey(Math.clamp((blue(index) - black) * WHITE / range, 0, WHITE));
    }
    return new Pixels(width, height, stretched);
  }

  /// The brightness that more pixels than so many have at most.
  private static int darkest(int[] counts, int pixels) {
    var brightness = 0;
    var seen = counts[0];
    while (seen <= pixels && brightness < WHITE) {
      seen += counts[++brightness];
    }
    return brightness;
  }

  /// Half as wide and high: four pixels become their mean, which takes noise away.
  Pixels halved() {
    var halved = new Pixels(width / 2, height / 2, new int[(width / 2) * (height / 2)]);
    for (var y = 0; y < halved.height; y++) {
      for (var x = 0; x < halved.width; x++) {
        halved.greys[y * halved.width + x] = grey(mean(2 * y * width + 2 * x));
      }
    }
    return halved;
  }

  private int mean(int first) {
    var below = first + width;
    return (blue(first) + blue(first + 1) + blue(below) + blue(below + 1)) / 4;
  }

  private int blue(int index) {
    return greys[index] & 0xFF;
  }
}
