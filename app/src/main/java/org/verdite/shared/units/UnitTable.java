package org.verdite.shared.units;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.measure.IncommensurableException;
import javax.measure.UnitConverter;
import tech.units.indriya.function.RationalNumber;

/// Says what a unit is, however it is spelled, and whether and how a figure in one becomes a figure in another.
/// Lengths, masses, volumes, times and what is made of them go through the units library (JSR 385); what it does not
/// know is kept apart here: counted-as (`as N`), parts per million, pH, turbidity by its two methods, decibel, most
/// probable numbers, dry weight. Different things never convert; nothing is guessed.
public final class UnitTable {

    private static final BigDecimal GAS_CONSTANT = new BigDecimal("8.31446261815324");
    private static final BigDecimal ICE_POINT = new BigDecimal("273.15");
    /// How people write that there is no unit, as for pH.
    private static final Set<String> BARE = Set.of("", "-", "–", "1", "ph", "ph units", "无量纲");
    private static final UnitTable STANDARD = new UnitTable();

    private final Map<String, Optional<Written>> known = new ConcurrentHashMap<>();

    private UnitTable() {}

    public static UnitTable standard() {
        return STANDARD;
    }

    /// The one spelling of a unit that series, limits and pages use; empty when the unit is not known.
    public Optional<String> canonical(String text) {
        return find(text).map(Written::shown);
    }

    /// What multiplies a number in the first unit into the second; empty when they don't measure the same, or more
    /// than a factor lies between them.
    public Optional<BigDecimal> factor(String from, String to) {
        if (from.equals(to) || bare(from) && bare(to)) {
            return Optional.of(BigDecimal.ONE);
        }
        return switch (conversion(from, to)) {
            case Conversion.Linear linear when linear.offset().signum() == 0 -> Optional.of(linear.factor());
            case Conversion.Linear _ -> Optional.empty();
            case Conversion.Refused _ -> Optional.empty();
        };
    }

    /// True where a number stands without a unit, as of pH.
    public boolean bare(String unit) {
        return BARE.contains(unit.strip().toLowerCase(Locale.ROOT));
    }

    public Conversion conversion(String from, String to) {
        return conversion(from, to, Stated.NOTHING);
    }

    public Conversion conversion(String from, String to, Stated stated) {
        var source = find(from);
        var target = find(to);
        if (source.isEmpty() || target.isEmpty()) {
            return new Conversion.Refused("ui.unit.unknown", List.of(source.isEmpty() ? from : to));
        }
        return between(source.get(), target.get(), stated);
    }

    private Optional<Written> find(String text) {
        if (text.length() > 60) {
            return Optional.empty();
        }
        if (known.size() > 5_000) {
            known.clear();
        }
        return known.computeIfAbsent(text, Spelling::read);
    }

    private static Conversion between(Written from, Written to, Stated stated) {
        if (from.kind() == to.kind()
                || (from.kind().dimensionless() && to.kind().dimensionless())) {
            return physical(from, to);
        }
        if (from.kind() == Kind.PPM && to.kind() == Kind.PLAIN) {
            return parts(from, to, stated);
        }
        return refused("ui.unit.differs", from, to);
    }

    private static Conversion physical(Written from, Written to) {
        BigDecimal counted = BigDecimal.ONE;
        if (from.basis() != to.basis()) {
            var source = from.basis();
            var target = to.basis();
            if (source == null || target == null) {
                return refused("ui.unit.basisUnstated", from, to);
            }
            var factor = source.to(target);
            if (factor.isEmpty()) {
                return refused("ui.unit.basis", from, to);
            }
            counted = factor.get();
        }
        if (from.dry() != to.dry()) {
            return refused("ui.unit.dry", from, to);
        }
        try {
            UnitConverter converter = from.unit().getConverterToAny(to.unit());
            BigDecimal offset = exact(converter.convert((Number) BigInteger.ZERO));
            BigDecimal factor =
                    exact(converter.convert((Number) BigInteger.ONE)).subtract(offset);
            return new Conversion.Linear(from.shown(), to.shown(), multiply(factor, counted), offset);
        } catch (IncommensurableException e) {
            return refused("ui.unit.differs", from, to);
        }
    }

    private static Conversion parts(Written from, Written to, Stated stated) {
        BigDecimal perMillion;
        try {
            perMillion = exact(from.unit().getConverterToAny(Spelling.ONE).convert((Number) BigInteger.ONE));
        } catch (IncommensurableException e) {
            return refused("ui.unit.differs", from, to);
        }
        return switch (stated) {
            case Stated.Nothing _ -> refused("ui.unit.ppm", from, to);
            case Stated.Water _ -> scaled(Spelling.MILLIGRAM_PER_LITRE, from, to, perMillion);
            case Stated.Gas gas -> {
                var litresPerMole = GAS_CONSTANT
                        .multiply(gas.celsius().add(ICE_POINT))
                        .divide(gas.kilopascal(), MathContext.DECIMAL64);
                yield scaled(
                        Spelling.MILLIGRAM_PER_CUBIC_METRE,
                        from,
                        to,
                        perMillion.multiply(gas.molarMass()).divide(litresPerMole, MathContext.DECIMAL64));
            }
        };
    }

    private static Conversion scaled(Written step, Written from, Written to, BigDecimal factor) {
        return switch (physical(step, to)) {
            case Conversion.Linear rest ->
                new Conversion.Linear(from.shown(), to.shown(), multiply(factor, rest.factor()), BigDecimal.ZERO);
            case Conversion.Refused _ -> refused("ui.unit.differs", from, to);
        };
    }

    private static BigDecimal multiply(BigDecimal a, BigDecimal b) {
        return a.multiply(b).round(MathContext.DECIMAL64).stripTrailingZeros();
    }

    private static Conversion refused(String key, Written from, Written to) {
        return new Conversion.Refused(key, List.of(from.shown(), to.shown()));
    }

    private static BigDecimal exact(Number number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case BigInteger integer -> new BigDecimal(integer);
            case RationalNumber ratio ->
                new BigDecimal(ratio.getDividend())
                        .divide(new BigDecimal(ratio.getDivisor()), MathContext.DECIMAL64)
                        .stripTrailingZeros();
            case Integer integer -> BigDecimal.valueOf(integer);
            case Long integer -> BigDecimal.valueOf(integer);
            default -> BigDecimal.valueOf(number.doubleValue()).stripTrailingZeros();
        };
    }
}
