package org.verdite.monitoring.place;

import java.util.regex.Pattern;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;
import org.verdite.monitoring.place.Position.Grid;
import org.verdite.monitoring.place.Position.System;
import org.verdite.shared.Invalid;

/// What given coordinates are in WGS 84. CGCS2000 is taken as WGS 84: they differ by less than a metre, which no map of
/// Verdite shows.
final class Wgs84 {

    /// Degrees.
    record Degrees(double latitude, double longitude) {}

    private static final Pattern UTM = Pattern.compile("([1-9]|[1-5]\\d|60)\\s*([NSns])");

    /// A false easting may begin with the number of the zone: 34 500 000.
    private static final double ZONE_PREFIX = 1e6;

    private static final CRSFactory SYSTEMS = new CRSFactory();
    private static final CoordinateTransformFactory TRANSFORMS = new CoordinateTransformFactory();
    private static final CoordinateReferenceSystem TARGET =
            SYSTEMS.createFromParameters("WGS 84", "+proj=longlat +datum=WGS84 +no_defs");

    private Wgs84() {}

    /// @throws Invalid naming the fields `zone`, `x`, `y`
    static Degrees of(Position position) {
        double x = position.x().doubleValue();
        double y = position.y().doubleValue();
        var grid = position.grid();
        if (grid != null) {
            double[] laid = laid(grid, x, y);
            return projected(grid.base(), position.zone(), laid[0], laid[1]);
        }
        if (position.system().geographic()) {
            return checked(y, x);
        }
        return projected(position.system(), position.zone(), x, y);
    }

    /// Turned and moved into the base.
    static double[] laid(Grid grid, double x, double y) {
        double turn = Math.toRadians(grid.rotation().doubleValue());
        double dx = x - grid.x().doubleValue();
        double dy = y - grid.y().doubleValue();
        double scale = grid.scale().doubleValue();
        return new double[] {
            grid.east().doubleValue() + scale * (Math.cos(turn) * dx + Math.sin(turn) * dy),
            grid.north().doubleValue() + scale * (Math.cos(turn) * dy - Math.sin(turn) * dx)
        };
    }

    private static Degrees projected(System system, String zone, double east, double north) {
        boolean utm = system == System.UTM;
        double given = utm ? east : withoutZone(zone, east);
        if (given < 0 || given > 1_000_000) {
            throw new Invalid("x", "monitoring.position.invalid.east");
        }
        if (north < (utm ? 0 : -10_002_000) || north > 10_002_000) {
            throw new Invalid("y", "monitoring.position.invalid.north");
        }
        try {
            var from = SYSTEMS.createFromParameters("given", utm ? utm(zone) : gaussKrueger(zone));
            var to = new ProjCoordinate();
            TRANSFORMS.createTransform(from, TARGET).transform(new ProjCoordinate(given, north), to);
            return checked(to.y, to.x);
        } catch (Proj4jException | IllegalStateException e) {
            throw new Invalid("x", "monitoring.position.invalid.nowhere");
        }
    }

    private static String utm(String zone) {
        var match = UTM.matcher(zone.strip());
        if (!match.matches()) {
            throw new Invalid("zone", "monitoring.position.invalid.utm", zone);
        }
        boolean south = match.group(2).equalsIgnoreCase("S");
        return "+proj=utm +zone=" + match.group(1) + (south ? " +south" : "") + " +datum=WGS84 +units=m +no_defs";
    }

    private static String gaussKrueger(String zone) {
        return "+proj=tmerc +lat_0=0 +lon_0=" + meridian(zone)
                + " +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +towgs84=0,0,0 +units=m +no_defs";
    }

    private static int meridian(String zone) {
        String text = zone.strip().replaceAll("[°E]", "");
        if (text.matches("\\d{2,3}")) {
            int meridian = Integer.parseInt(text);
            if (meridian % 3 == 0 && meridian >= 75 && meridian <= 135) {
                return meridian;
            }
        }
        throw new Invalid("zone", "monitoring.position.invalid.meridian", zone);
    }

    private static double withoutZone(String zone, double east) {
        if (east < ZONE_PREFIX) {
            return east;
        }
        int number = (int) (east / ZONE_PREFIX);
        if (number != meridian(zone) / 3) {
            throw new Invalid("x", "monitoring.position.invalid.prefix", number, meridian(zone));
        }
        return east - number * ZONE_PREFIX;
    }

    private static Degrees checked(double latitude, double longitude) {
        if (!(Math.abs(latitude) <= 90)) {
            throw new Invalid("y", "monitoring.invalid.latitude");
        }
        if (!(Math.abs(longitude) <= 180)) {
            throw new Invalid("x", "monitoring.invalid.longitude");
        }
        return new Degrees(latitude, longitude);
    }
}
