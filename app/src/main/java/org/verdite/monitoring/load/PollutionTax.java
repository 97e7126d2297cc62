package org.verdite.monitoring.load;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one outlet is taxed with in one month by the Environmental Protection Tax Law of China: masses become pollution
/// equivalents (Art. 8), only the first of each group by equivalents are taxed (Art. 9), and less is taken of what was
/// discharged well below its limit (Art. 13).
public final class PollutionTax {

    /// How many of a group are taxed at one outlet (Art. 9).
    public enum Group {
        WATER_FIRST_CLASS(5),
        WATER_OTHER(3),
        AIR(3);

        private final int most;

        Group(int most) {
            this.most = most;
        }

        public int most() {
            return most;
        }

        public boolean water() {
            return this != AIR;
        }
    }

    /// @param kilograms of it that are one pollution equivalent
    /// @param oneOf pollutants of which only one is taxed at an outlet, as COD, BOD₅ and TOC are; empty for none
    public record Equivalent(String parameter, Group group, BigDecimal kilograms, String oneOf) {}

    /// @param below share by which its concentration lay below the limit; null where nobody can tell
    public record Discharge(
            String parameter,
            BigDecimal kilograms,
            @Nullable BigDecimal below) {}

    /// Why a line is taxed or not.
    public enum Why {
        TAXED,
        /// Others of its group have more equivalents.
        RANK,
        /// Another of those of which one is taxed has more.
        ONE_OF,
        /// The law has no value for it.
        NO_EQUIVALENT,
        NOTHING
    }

    /// @param rank within its group, 0 where it has none
    /// @param tax null where no rate is known
    /// @param taken what of the tax is taken: 1, 0.75 or 0.5 (Art. 13)
    public record Line(
            String parameter,
            @Nullable Group group,
            BigDecimal kilograms,
            @Nullable BigDecimal equivalent,
            @Nullable BigDecimal equivalents,
            int rank,
            Why why,
            @Nullable BigDecimal tax,
            BigDecimal taken) {

        public boolean taxed() {
            return why == Why.TAXED;
        }

        public @Nullable BigDecimal reduced() {
            return tax == null ? null : tax.multiply(taken);
        }
    }

    private static final BigDecimal THIRTY = new BigDecimal("0.30");
    private static final BigDecimal FIFTY = new BigDecimal("0.50");

    private PollutionTax() {}

    /// @param rates RMB for one equivalent, of water and of air; null where it is not known
    public static List<Line> of(
            Map<String, Equivalent> table,
            List<Discharge> discharges,
            @Nullable BigDecimal water,
            @Nullable BigDecimal air) {
        var ordered = new ArrayList<>(discharges);
        var equivalents = new HashMap<String, BigDecimal>();
        for (Discharge d : discharges) {
            var value = table.get(d.parameter());
            if (value != null) {
                equivalents.put(d.parameter(), d.kilograms().divide(value.kilograms(), MathContext.DECIMAL64));
            }
        }
        ordered.sort(
                Comparator.comparing((Discharge d) -> equivalents.getOrDefault(d.parameter(), BigDecimal.valueOf(-1)))
                        .reversed()
                        .thenComparing(Discharge::parameter));
        var ranks = new HashMap<Group, Integer>();
        var taken = new HashSet<String>();
        var lines = new ArrayList<Line>();
        for (Discharge d : ordered) {
            var value = table.get(d.parameter());
            var units = equivalents.get(d.parameter());
            if (value == null || units == null) {
                lines.add(untaxed(d, null, null, 0, Why.NO_EQUIVALENT));
            } else if (units.signum() <= 0) {
                lines.add(untaxed(d, value, units, 0, Why.NOTHING));
            } else if (!value.oneOf().isEmpty() && !taken.add(value.oneOf())) {
                lines.add(untaxed(d, value, units, 0, Why.ONE_OF));
            } else {
                int rank = ranks.merge(value.group(), 1, Integer::sum);
                if (rank > value.group().most()) {
                    lines.add(untaxed(d, value, units, rank, Why.RANK));
                } else {
                    var rate = value.group().water() ? water : air;
                    lines.add(new Line(
                            d.parameter(),
                            value.group(),
                            d.kilograms(),
                            value.kilograms(),
                            units,
                            rank,
                            Why.TAXED,
                            rate == null ? null : units.multiply(rate),
                            taken(d.below())));
                }
            }
        }
        return List.copyOf(lines);
    }

    private static Line untaxed(
            Discharge d, @Nullable Equivalent value, @Nullable BigDecimal units, int rank, Why why) {
        return new Line(
                d.parameter(),
                value == null ? null : value.group(),
                d.kilograms(),
                value == null ? null : value.kilograms(),
                units,
                rank,
                why,
                null,
                BigDecimal.ONE);
    }

    /// 30 % below the limit: three quarters of the tax; 50 % below: half of it (Art. 13).
    static BigDecimal taken(@Nullable BigDecimal below) {
        if (below == null || below.compareTo(THIRTY) < 0) {
            return BigDecimal.ONE;
        }
        return below.compareTo(FIFTY) < 0 ? new BigDecimal("0.75") : new BigDecimal("0.5");
    }

    /// The whole of some lines; null where a taxed one has no rate.
    public static @Nullable BigDecimal sum(List<Line> lines, boolean reduced) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Line line : lines) {
            var tax = reduced ? line.reduced() : line.tax();
            if (line.taxed() && tax == null) {
                return null;
            }
            sum = tax == null ? sum : sum.add(tax);
        }
        return sum;
    }
}
