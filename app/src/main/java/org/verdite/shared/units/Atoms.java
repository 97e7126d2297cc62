package org.verdite.shared.units;

import static java.util.Map.entry;

import java.util.Map;
import javax.measure.MetricPrefix;
import javax.measure.Prefix;
import javax.measure.Unit;
import org.jspecify.annotations.Nullable;
import tech.units.indriya.AbstractUnit;
import tech.units.indriya.unit.Units;

/// The pieces units are made of, with their prefixes.
final class Atoms {

    /// @param shown our spelling of it
    record Atom(String shown, Kind kind, Unit<?> unit) {}

    private static final Unit<?> FOOT = Units.METRE.multiply(3048).divide(10_000);
    private static final Unit<?> DAY = Units.SECOND.multiply(86_400);
    private static final Unit<?> HOUR = Units.SECOND.multiply(3_600);
    private static final Unit<?> TONNE = Units.KILOGRAM.multiply(1_000);
    private static final Unit<?> LITRE = Units.METRE.pow(3).divide(1_000);
    private static final Unit<?> GALLON = LITRE.multiply(3_785_411_784L).divide(1_000_000_000L);
    private static final Unit<?> SIEMENS = Units.SIEMENS;

    /// Taken as they stand.
    private static final Map<String, Atom> WHOLE = Map.ofEntries(
            entry("min", plain("min", Units.SECOND.multiply(60))),
            entry("h", plain("h", HOUR)),
            entry("hr", plain("h", HOUR)),
            entry("d", plain("d", DAY)),
            entry("day", plain("d", DAY)),
            entry("sec", plain("s", Units.SECOND)),
            entry("month", plain("month", Units.SECOND.multiply(2_629_746))),
            entry("a", plain("a", Units.SECOND.multiply(31_556_952))),
            entry("year", plain("a", Units.SECOND.multiply(31_556_952))),
            entry("yr", plain("a", Units.SECOND.multiply(31_556_952))),
            entry("t", plain("t", TONNE)),
            entry("ft", plain("ft", FOOT)),
            entry("in", plain("in", Units.METRE.multiply(254).divide(10_000))),
            entry("gal", plain("gal", GALLON)),
            entry("mgal", plain("Mgal", GALLON.multiply(1_000_000))),
            entry(
                    "mph",
                    plain("mph", Units.METRE.multiply(1_609_344).divide(1_000).divide(HOUR))),
            entry("knots", plain("kn", Units.METRE.multiply(1_852).divide(HOUR))),
            entry("atm", plain("atm", Units.PASCAL.multiply(101_325))),
            entry("bar", plain("bar", Units.PASCAL.multiply(100_000))),
            entry("mbar", plain("mbar", Units.PASCAL.multiply(100))),
            entry("siemens", plain("S", SIEMENS)),
            entry("ha", plain("ha", Units.METRE.pow(2).multiply(10_000))),
            entry("mpn", new Atom("MPN", Kind.MPN, AbstractUnit.ONE)),
            entry("cfu", new Atom("CFU", Kind.CFU, AbstractUnit.ONE)),
            entry("#", new Atom("#", Kind.COUNT, AbstractUnit.ONE)));

    /// Taken with a prefix or without.
    private static final Map<String, Atom> BASES = Map.ofEntries(
            entry("g", plain("g", Units.GRAM)),
            entry("l", plain("L", LITRE)),
            entry("m", plain("m", Units.METRE)),
            entry("s", plain("s", Units.SECOND)),
            entry("mol", plain("mol", Units.MOLE)),
            entry("mole", plain("mol", Units.MOLE)),
            entry("eq", new Atom("eq", Kind.EQUIVALENT, AbstractUnit.ONE)),
            entry("pa", plain("Pa", Units.PASCAL)),
            entry("bq", plain("Bq", Units.BECQUEREL)),
            entry("ci", plain("Ci", Units.BECQUEREL.multiply(37_000_000_000L))),
            entry("w", plain("W", Units.WATT)),
            entry("j", plain("J", Units.JOULE)));

    private static final Map<Character, Prefix> PREFIXES = Map.of(
            'k', MetricPrefix.KILO,
            'h', MetricPrefix.HECTO,
            'd', MetricPrefix.DECI,
            'c', MetricPrefix.CENTI,
            'm', MetricPrefix.MILLI,
            'u', MetricPrefix.MICRO,
            'n', MetricPrefix.NANO,
            'p', MetricPrefix.PICO);

    private Atoms() {}

    private static Atom plain(String shown, Unit<?> unit) {
        return new Atom(shown, Kind.PLAIN, unit);
    }

    /// Lower case: `mg`, `us`. Micro-siemens wins over microseconds, which no laboratory reports.
    static @Nullable Atom find(String text) {
        if (WHOLE.containsKey(text)) {
            return WHOLE.get(text);
        }
        if (text.equals("us") || text.equals("ms")) {
            boolean micro = text.equals("us");
            return plain(micro ? "µS" : "mS", SIEMENS.prefix(micro ? MetricPrefix.MICRO : MetricPrefix.MILLI));
        }
        if (BASES.containsKey(text)) {
            return BASES.get(text);
        }
        if (text.length() < 2) {
            return null;
        }
        Prefix prefix = PREFIXES.get(text.charAt(0));
        Atom base = BASES.get(text.substring(1));
        if (prefix == null || base == null) {
            return null;
        }
        String letter = text.charAt(0) == 'u' ? "µ" : text.substring(0, 1);
        return new Atom(letter + base.shown(), base.kind(), base.unit().prefix(prefix));
    }
}
