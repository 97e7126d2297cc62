package org.verdite.monitoring.chart;

import java.util.List;
import java.util.Locale;

/// Places of a site on a flat drawing: north is up, and a step east is as long as a step north there.
///
/// @param perPixel metres
public record Projection(double latitude, double longitude, double perPixel, double width, double height) {

    /// Metres of a degree of latitude.
    private static final double DEGREE = 111_320;

    /// The least that a drawing shows across, in metres, so that one point alone has surroundings.
    private static final double LEAST = 400;

    private static final double[] ROUND = {5, 2, 1};

    public record Place(double latitude, double longitude) {}

    public record Pixel(double x, double y) {}

    /// @param metres what the bar stands for
    public record ScaleBar(double pixels, long metres) {}

    /// All places with room around them.
    public static Projection of(List<Place> places, double width, double height, double margin) {
        double south = places.stream().mapToDouble(Place::latitude).min().orElse(0);
        double north = places.stream().mapToDouble(Place::latitude).max().orElse(0);
        double west = places.stream().mapToDouble(Place::longitude).min().orElse(0);
        double east = places.stream().mapToDouble(Place::longitude).max().orElse(0);
        double middle = (south + north) / 2;
        double across = Math.max(LEAST, (east - west) * DEGREE * shrink(middle));
        double up = Math.max(LEAST * height / width, (north - south) * DEGREE);
        double perPixel = Math.max(across / (width - 2 * margin), up / (height - 2 * margin));
        return new Projection(middle, (west + east) / 2, perPixel, width, height);
    }

    private static double shrink(double latitude) {
        return Math.max(0.01, Math.cos(Math.toRadians(latitude)));
    }

    public Pixel at(Place place) {
        double x = (place.longitude() - longitude) * DEGREE * shrink(latitude) / perPixel + width / 2;
        double y = height / 2 - (place.latitude() - latitude) * DEGREE / perPixel;
        return new Pixel(Math.round(x * 10) / 10.0, Math.round(y * 10) / 10.0);
    }

    /// The longest round length that is no longer than so many pixels.
    public ScaleBar bar(double most) {
        double metres = most * perPixel;
        double power = Math.pow(10, Math.floor(Math.log10(metres)));
        for (double round : ROUND) {
            if (round * power <= metres) {
                return new ScaleBar(Math.round(round * power / perPixel * 10) / 10.0, Math.round(round * power));
            }
        }
        return new ScaleBar(most, Math.round(metres));
    }

    /// 500 m, 2 km.
    public static String length(long metres) {
        return metres >= 1000
                ? String.format(Locale.ROOT, "%d\u202fkm", metres / 1000)
                : String.format(Locale.ROOT, "%d\u202fm", metres);
    }
}
