package org.verdite.shared.units;

import static java.util.Map.entry;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.measure.Unit;
import org.jspecify.annotations.Nullable;
import tech.units.indriya.AbstractUnit;
import tech.units.indriya.unit.Units;

/// Reads a unit as somebody wrote it: `MG/L`, `μg/L` with either mu, `uS/cm @25C`, `mg/l asNO3`, `毫克/升`.
final class Spelling {

    static final Unit<?> ONE = AbstractUnit.ONE;

    private static final Pattern BASIS = Pattern.compile(
            "(.*?[a-z0-9)])\\s*(?:\\bas|as)?\\s*\\b(?:as)?\\s*(n|no2|no3|nh3|nh4|p|po4|s|so4|h2s|si|sio2|caco3)\\**$");
    private static final Pattern ATOM = Pattern.compile("(\\d*)([a-z%#]+?)\\^?(\\d?)");

    /// Whole spellings, lower case, `u` for micro, without blanks.
    private static final Map<String, String> WHOLE = Map.ofEntries(
            entry("", "-"),
            entry("none", "-"),
            entry("1", "-"),
            entry("无量纲", "-"),
            entry("ph", "pH"),
            entry("phunits", "pH"),
            entry("phunit", "pH"),
            entry("stdunits", "pH"),
            entry("standardunits", "pH"),
            entry("degc", "°C"),
            entry("deg.c", "°C"),
            entry("°c", "°C"),
            entry("c", "°C"),
            entry("celsius", "°C"),
            entry("摄氏度", "°C"),
            entry("degf", "°F"),
            entry("°f", "°F"),
            entry("degk", "K"),
            entry("s/m", "siemens/m"),
            entry("s/cm", "siemens/cm"),
            entry("usie/cm", "us/cm"),
            entry("umho/cm", "us/cm"),
            entry("umhos/cm", "us/cm"),
            entry("mmho/cm", "ms/cm"),
            entry("us/cm@25c", "us/cm"),
            entry("ms/cm@25c", "ms/cm"),
            entry("微西[门子]/厘米", "us/cm"),
            entry("微西门子/厘米", "us/cm"),
            entry("毫克/升", "mg/l"),
            entry("微克/升", "ug/l"),
            entry("纳克/升", "ng/l"),
            entry("毫克/立方米", "mg/m3"),
            entry("微克/立方米", "ug/m3"),
            entry("纳克/立方米", "ng/m3"),
            entry("毫克/千克", "mg/kg"),
            entry("升/秒", "l/s"),
            entry("立方米/秒", "m3/s"),
            entry("立方米", "m3"),
            entry("吨", "t"),
            entry("千帕", "kpa"),
            entry("米/秒", "m/s"),
            entry("分贝", "db"),
            entry("度", "degree"),
            entry("[色]度", "degree"),
            entry("个/升", "#/l"),
            entry("dba", "db"),
            entry("db(a)", "db"),
            entry("db-a", "db"),
            entry("cfs", "ft3/s"),
            entry("cms", "m3/s"),
            entry("gpm", "gal/min"),
            entry("mgd", "mgal/d"),
            entry("relunits", "-"));

    /// Units that are a kind of their own, by their spelling.
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            entry("-", Kind.NUMBER),
            entry("ph", Kind.PH),
            entry("ntu", Kind.NTU),
            entry("ntru", Kind.NTU),
            entry("fnu", Kind.FNU),
            entry("jtu", Kind.JTU),
            entry("pcu", Kind.COLOUR),
            entry("tcu", Kind.COLOUR),
            entry("cu", Kind.COLOUR),
            entry("degree", Kind.COLOUR),
            entry("db", Kind.DECIBEL),
            entry("psu", Kind.SALINITY),
            entry("psth", Kind.SALINITY),
            entry("°", Kind.DEGREE),
            entry("deg", Kind.DEGREE));

    private static final Map<Kind, String> KIND_SHOWN = Map.ofEntries(
            entry(Kind.NUMBER, "-"),
            entry(Kind.PH, "pH"),
            entry(Kind.NTU, "NTU"),
            entry(Kind.FNU, "FNU"),
            entry(Kind.JTU, "JTU"),
            entry(Kind.COLOUR, "degree"),
            entry(Kind.DECIBEL, "dB"),
            entry(Kind.SALINITY, "PSU"),
            entry(Kind.DEGREE, "°"));

    static final Written MILLIGRAM_PER_LITRE = read("mg/L").orElseThrow();
    static final Written MILLIGRAM_PER_CUBIC_METRE = read("mg/m³").orElseThrow();

    private Spelling() {}

    static Optional<Written> read(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replace('μ', 'u')
                .replace('·', '*')
                .replace("²", "2")
                .replace("³", "3");
        String whole = plain.replaceAll("\\s+", "");
        if (WHOLE.containsKey(whole)) {
            return simple(WHOLE.get(whole).toLowerCase(Locale.ROOT), null, false);
        }
        boolean dry = plain.matches(".*\\b(dry|dw|dry weight|干重)$");
        String bare = dry ? plain.replaceAll("\\s*(dry weight|dry|dw|干重)$", "") : plain;
        var direct = simple(bare.replaceAll("\\s+", ""), null, dry);
        if (direct.isPresent()) {
            return direct;
        }
        var counted = BASIS.matcher(bare.replace("(", " ").replace(")", " ").strip());
        if (counted.matches()) {
            return simple(counted.group(1).replaceAll("\\s+", ""), Basis.of(counted.group(2)), dry);
        }
        return Optional.empty();
    }

    private static Optional<Written> simple(String text, @Nullable Basis basis, boolean dry) {
        Kind own = KINDS.get(text);
        if (own != null) {
            return Optional.of(new Written(KIND_SHOWN.getOrDefault(own, text), own, ONE, null, false));
        }
        var shares = Shares.read(text);
        if (shares.isPresent()) {
            return shares;
        }
        return switch (text) {
            case "°c" -> Optional.of(new Written("°C", Kind.PLAIN, Units.CELSIUS, null, false));
            case "k" -> Optional.of(new Written("K", Kind.PLAIN, Units.KELVIN, null, false));
            case "°f" ->
                Optional.of(new Written(
                        "°F",
                        Kind.PLAIN,
                        Units.KELVIN.multiply(5).divide(9).shift(new java.math.BigDecimal("459.67")),
                        null,
                        false));
            default -> product(text, basis, dry);
        };
    }

    private static Optional<Written> product(String text, @Nullable Basis basis, boolean dry) {
        Unit<?> unit = ONE;
        var kind = Kind.PLAIN;
        var shown = new StringBuilder();
        boolean below = false;
        for (String part : text.replace("(", "").replace(")", "").split("(?=[/*])")) {
            below |= part.startsWith("/");
            var atom = ATOM.matcher(part.replaceFirst("^[/*]", ""));
            if (!atom.matches()) {
                return Optional.empty();
            }
            var found = Atoms.find(atom.group(2));
            if (found == null || found.kind() != Kind.PLAIN && (kind != Kind.PLAIN || below)) {
                return Optional.empty();
            }
            kind = found.kind() == Kind.PLAIN ? kind : found.kind();
            Unit<?> factor = found.unit();
            int power = atom.group(3).isEmpty() ? 1 : Integer.parseInt(atom.group(3));
            if (power < 1 || power > 3 || atom.group(1).length() > 6) {
                return Optional.empty();
            }
            factor = power == 1 ? factor : factor.pow(power);
            factor = atom.group(1).isEmpty() ? factor : factor.multiply(Integer.parseInt(atom.group(1)));
            unit = below ? unit.divide(factor) : unit.multiply(factor);
            shown.append(part.charAt(0) == '/' ? "/" : part.charAt(0) == '*' ? "·" : "")
                    .append(atom.group(1))
                    .append(found.shown())
                    .append(power == 2 ? "²" : power == 3 ? "³" : "");
        }
        shown.append(basis == null ? "" : " as " + basis.shown()).append(dry ? " dry" : "");
        return Optional.of(new Written(shown.toString(), kind, unit, basis, dry));
    }
}
