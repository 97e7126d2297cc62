package org.verdite.monitoring.outlet;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.load.PollutionTax.Equivalent;
import org.verdite.monitoring.load.PollutionTax.Group;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotPermitted;

/// What pollution equivalents are worth, by the law's table, and what one is taxed with, as provinces set it.
@Component
public class TaxRates {

    private static final String FILE = "tax/cn-pollution-equivalents.csv";

    /// @param province empty for the least the law sets
    /// @param verifiedBy empty while nobody compared it with the official text
    public record Rate(
            int id,
            String province,
            String medium,
            BigDecimal rate,
            LocalDate from,
            @Nullable LocalDate to,
            String source,
            String verifiedBy) {}

    /// The law's table as it comes with Verdite.
    public record Table(Map<String, String> head, Map<String, Equivalent> values) {
        public boolean verified() {
            return !head.getOrDefault("verified", "no").equals("no");
        }
    }

    private final JdbcClient jdbc;
    private final Access access;
    private final Table table;

    TaxRates(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
        this.table = read();
    }

    public Table table() {
        return table;
    }

    private static Table read() {
        try {
            String all = new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8);
            var head = new HashMap<String, String>();
            all.lines().filter(l -> l.startsWith("# ")).forEach(l -> {
                int colon = l.indexOf(':');
                head.put(l.substring(2, colon), l.substring(colon + 1).strip());
            });
            String body = all.lines().filter(l -> !l.startsWith("#")).collect(Collectors.joining("\n"));
            var values = new HashMap<String, Equivalent>();
            try (var csv = CsvReader.builder().ofNamedCsvRecord(body)) {
                csv.forEach(r -> values.put(
                        r.getField("parameter"),
                        new Equivalent(
                                r.getField("parameter"),
                                Group.valueOf(r.getField("group")),
                                new BigDecimal(r.getField("kilograms")),
                                r.getField("one_of"))));
            }
            return new Table(Map.copyOf(head), Map.copyOf(values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Transactional(readOnly = true)
    public List<Rate> list() {
        return jdbc.sql(
                        "select * from monitoring.tax_rate where superseded_at is null order by province, medium, valid_from desc")
                .query((rs, _) -> new Rate(
                        rs.getInt("id"),
                        rs.getString("province"),
                        rs.getString("medium"),
                        rs.getBigDecimal("rate").stripTrailingZeros(),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class),
                        rs.getString("source"),
                        rs.getString("verified_by")))
                .list();
    }

    /// The rate of a month in a province: its own, else the least the law sets.
    public static Optional<Rate> of(List<Rate> rates, String province, String medium, YearMonth month) {
        var day = month.atDay(1);
        return rates.stream()
                .filter(r -> r.medium().equals(medium))
                .filter(r -> r.province().isEmpty() || r.province().equalsIgnoreCase(province))
                .filter(r -> !r.from().isAfter(day) && (r.to() == null || r.to().isAfter(day)))
                .max(java.util.Comparator.comparing((Rate r) -> !r.province().isEmpty())
                        .thenComparing(Rate::from));
    }

    public boolean mayEdit() {
        return access.mayAtTop(Permission.OBLIGATIONS_EDIT);
    }

    /// Enters the rate of a province from a day on; one of the same day takes the place of what was entered wrongly.
    @Transactional
    public void enter(
            String province, String medium, BigDecimal rate, LocalDate from, String source, String verifiedBy) {
        if (!mayEdit()) {
            throw new NotPermitted(Permission.OBLIGATIONS_EDIT.name());
        }
        if (!List.of("WATER", "AIR").contains(medium)) {
            throw new Invalid("medium", "ui.form.choice");
        }
        if (rate.signum() <= 0 || rate.compareTo(BigDecimal.valueOf(1000)) > 0 || rate.scale() > 4) {
            throw new Invalid("rate", "monitoring.tax.invalid.rate");
        }
        new Lengths()
                .most("province", 80, province)
                .most("source", 500, source)
                .most("verifiedBy", 200, verifiedBy)
                .check();
        jdbc.sql("""
                        update monitoring.tax_rate set superseded_at = verdite.now(), superseded_by = verdite.who()
                        where province = :province and medium = :medium and valid_from = :from and superseded_at is null""")
                .param("province", province)
                .param("medium", medium)
                .param("from", from)
                .update();
        jdbc.sql("""
                        insert into monitoring.tax_rate (province, medium, rate, valid_from, valid_to, source, verified_by)
                        values (:province, :medium, :rate, :from, :to, :source, :verified)""")
                .param("province", province)
                .param("medium", medium)
                .param("rate", rate)
                .param("from", from)
                .param("to", null, Types.DATE)
                .param("source", source)
                .param("verified", verifiedBy)
                .update();
    }
}
