package org.verdite.monitoring.intake;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.intake.written.Names;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.units.UnitTable;
import org.verdite.ui.Json;

/// What can be measured, by all the names it is known under.
@Component
class Dictionary {

    private static final Pattern FRACTION = Pattern.compile(
            "(.+?),? (TOTAL|DISSOLVED|SUSPENDED|EXTRACTABLE)|(TOTAL|DISSOLVED|SUSPENDED|EXTRACTABLE) (.+)");

    /// What a name stands for, with the fraction that the name itself says.
    record Entry(ParameterRef.Known known, String fraction) {}

    private record Alias(
            String code,
            @Nullable String fraction,
            @Nullable String basis) {}

    private final JdbcClient jdbc;

    Dictionary(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Aliases → code, for recognising headings.
    @Transactional(readOnly = true)
    public Map<String, String> aliases() {
        var codes = new HashMap<String, String>();
        all().forEach((alias, found) -> codes.put(alias, found.code()));
        return codes;
    }

    private Map<String, Alias> all() {
        var aliases = new HashMap<String, Alias>();
        jdbc.sql("select alias, parameter_code, fraction, basis from monitoring.parameter_alias")
                .query((rs, _) -> aliases.put(
                        rs.getString("alias"),
                        new Alias(rs.getString("parameter_code"), rs.getString("fraction"), rs.getString("basis"))))
                .list();
        return aliases;
    }

    private Map<String, ParameterRef.Known> parameters() {
        var known = new HashMap<String, ParameterRef.Known>();
        jdbc.sql("select * from monitoring.parameter")
                .query((rs, _) -> {
                    String medium = rs.getString("medium");
                    boolean below = rs.getBoolean("below_zero");
                    boolean plain = below
                            || medium.equals("WEATHER")
                            || medium.equals("NOISE")
                            || List.of("SUM", "VECTOR").contains(rs.getString("aggregation"));
                    return known.put(
                            rs.getString("code"),
                            new ParameterRef.Known(
                                    rs.getString("code"),
                                    Json.text(rs.getString("name")),
                                    medium,
                                    rs.getString("unit"),
                                    rs.getString("fraction"),
                                    rs.getString("basis"),
                                    false,
                                    below,
                                    plain));
                })
                .list();
        return known;
    }

    /// All that is known at this moment, to look up the names of one file.
    Lookup lookup() {
        return new Lookup(all(), parameters());
    }

    static final class Lookup {
        private final Map<String, Alias> aliases;
        private final Map<String, ParameterRef.Known> parameters;

        private Lookup(Map<String, Alias> aliases, Map<String, ParameterRef.Known> parameters) {
            this.aliases = aliases;
            this.parameters = parameters;
        }

        /// By the name as a laboratory writes it: an alias, or an alias with its fraction before or behind it.
        @Nullable Entry find(String name) {
            String normal = Names.normal(name);
            var alias = aliases.get(normal);
            if (alias != null) {
                return entry(alias, alias.fraction() == null ? "" : alias.fraction());
            }
            var parts = FRACTION.matcher(normal);
            if (!parts.matches()) {
                return null;
            }
            boolean behind = parts.group(1) != null;
            var bare = aliases.get(behind ? parts.group(1) : parts.group(4));
            return bare == null ? null : entry(bare, behind ? parts.group(2) : parts.group(3));
        }

        private @Nullable Entry entry(Alias alias, String fraction) {
            var known = parameters.get(alias.code());
            return known == null ? null : new Entry(withBasis(known, alias.basis() != null), fraction);
        }

        Entry require(String code) {
            var known = parameters.get(code);
            if (known == null) {
                throw new Invalid("parameters", "monitoring.import.invalid.parameter", code);
            }
            return new Entry(withBasis(known, false), "");
        }

        private static ParameterRef.Known withBasis(ParameterRef.Known k, boolean byName) {
            return new ParameterRef.Known(
                    k.code(),
                    k.name(),
                    k.medium(),
                    k.unit(),
                    k.fraction(),
                    k.basis(),
                    byName,
                    k.belowZero(),
                    k.zeroMeasured());
        }
    }

    /// Total, recoverable, filtered: as columns of their own say it.
    static String fraction(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        if (upper.startsWith("TOTAL")
                || upper.equals("RECOVERABLE")
                || upper.equals("UNFILTERED")
                || upper.equals("总")) {
            return "TOTAL";
        }
        if (upper.startsWith("DISSOLVED") || upper.startsWith("FILTER") || upper.equals("溶解态")) {
            return "DISSOLVED";
        }
        if (upper.startsWith("SUSPENDED") || upper.startsWith("NON-FILTER") || upper.equals("PARTICULATE")) {
            return "SUSPENDED";
        }
        return upper.startsWith("EXTRACTABLE") || upper.startsWith("ACID EXTRACT") ? "EXTRACTABLE" : "";
    }

    /// Adds a parameter under the name the file uses; the same again when it is there already.
    @Transactional
    public String create(String name, MappingSpec.NewParameter wanted) {
        String unit = UnitTable.standard()
                .canonical(wanted.unit())
                .orElseThrow(() -> new Invalid("parameters", "ui.unit.unknown", wanted.unit()));
        String code = wanted.code() == null || wanted.code().isBlank()
                ? ownCode(wanted.name())
                : wanted.code().strip();
        if (!code.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
            throw new Invalid("parameters", "monitoring.import.invalid.code", code);
        }
        if (!List.of("WATER", "AIR", "NOISE", "SOIL", "WASTE", "WEATHER", "OTHER")
                .contains(wanted.medium())) {
            throw new Invalid("parameters", "ui.form.choice");
        }
        String zh = wanted.nameZh() == null ? "" : wanted.nameZh();
        jdbc.sql("""
                        insert into monitoring.parameter (code, name, medium, unit) values (:code, cast(:name as jsonb), :medium, :unit)
                        on conflict (code) do nothing""")
                .param("code", code)
                .param("name", LocalText.of(wanted.name(), zh, "en").json())
                .param("medium", wanted.medium())
                .param("unit", unit)
                .update();
        jdbc.sql("""
                        insert into monitoring.parameter_alias (alias, parameter_code) values (:alias, :code) on conflict (alias) do nothing""")
                .param("alias", Names.normal(ParameterKey.name(name)))
                .param("code", code)
                .update();
        return code;
    }

    private static String ownCode(String name) {
        String slug = Names.normal(name)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        if (slug.isEmpty()) {
            var crc = new CRC32();
            crc.update(name.getBytes(StandardCharsets.UTF_8));
            slug = Long.toHexString(crc.getValue());
        }
        return "x-" + (slug.length() > 38 ? slug.substring(0, 38) : slug);
    }
}
