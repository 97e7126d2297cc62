package org.verdite.monitoring.judgement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.judgement.Measured.Composed;
import org.verdite.monitoring.judgement.Verdict.NotJudgeable;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.LimitWindow;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.RoundingBasis;
import org.verdite.obligations.formula.Formula;

/// One limit bound to one series, in the series' unit. Judging allocates nothing unless a value lies close to the
/// limit. Comparison follows GB/T 8170-2008, 4.3: as written, or rounded to the limit's decimals, as the limit says.
public final class LimitLine {

    private static final Verdict[] NOT_JUDGEABLE = notJudgeable();
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final LimitTerms terms;
    private final @Nullable Bound lower;
    private final @Nullable Bound upper;
    private final @Nullable Bound warnBelow;
    private final @Nullable Bound warnAbove;
    /// Why it has no bound for the result at hand; null where it has one.
    private final @Nullable Reason without;
    private final Map<String, Double> inputs;

    public LimitLine(LimitTerms terms) {
        this(terms, terms.dependence() == null ? null : Reason.COVARIATE_MISSING, Map.of());
    }

    private LimitLine(LimitTerms terms, @Nullable Reason without, Map<String, Double> inputs) {
        this.terms = terms;
        this.without = without;
        this.inputs = inputs;
        this.lower = bound(terms.operator() == Operator.MAX ? null : terms.lower(), terms.rounding());
        this.upper = bound(terms.operator() == Operator.MIN ? null : terms.upper(), terms.rounding());
        if (lower == null && upper == null && without == null) {
            throw new IllegalArgumentException("limit " + terms.limit() + " has no bound");
        }
        this.warnAbove = bound(warning(true), RoundingBasis.NONE);
        this.warnBelow = bound(warning(false), RoundingBasis.NONE);
    }

    /// Whether it holds on a day of the year.
    public boolean inSeason(LocalDate day) {
        return LimitWindow.within(terms.season(), day);
    }

    /// True when its bound has to be computed for each result; see {@link #with}.
    public boolean dependent() {
        return terms.dependence() != null;
    }

    /// The line for one result: its bound computed from the values that were measured with it.
    ///
    /// @param covariates by name, in the units the formula takes them; what is missing was not measured
    public LimitLine with(Map<String, Double> covariates) {
        var dependence = terms.dependence();
        if (dependence == null) {
            return this;
        }
        if (!covariates.keySet().containsAll(dependence.formula().names())) {
            return new LimitLine(terms, Reason.COVARIATE_MISSING, covariates);
        }
        var value = dependence.formula().value(covariates);
        return value.isEmpty()
                ? new LimitLine(terms, Reason.OUTSIDE_FORMULA, covariates)
                : new LimitLine(terms.bounded(Formula.decimal(value.getAsDouble())), null, covariates);
    }

    private @Nullable Bound bound(@Nullable BigDecimal written, RoundingBasis rounding) {
        return written == null ? null : new Bound(written, terms.factor(), rounding);
    }

    /// A range warns when a value has used the share of the way from its middle to a bound.
    private @Nullable BigDecimal warning(boolean above) {
        var share = terms.warningShare();
        var low = terms.lower();
        var high = terms.upper();
        if (share == null || share.signum() <= 0) {
            return null;
        }
        return switch (terms.operator()) {
            case NOT_DETECTED -> null;
            case MAX -> above && high != null ? high.multiply(share) : null;
            case MIN -> above || low == null ? null : low.divide(share, java.math.MathContext.DECIMAL64);
            case RANGE -> {
                if (low == null || high == null) {
                    yield null;
                }
                var middle = low.add(high).divide(TWO);
                var reach = high.subtract(low).divide(TWO).multiply(share);
                yield above ? middle.add(reach) : middle.subtract(reach);
            }
        };
    }

    public Verdict judge(Measured m) {
        if (m.excluded() != null) {
            return cannot(m.excluded());
        }
        if (without != null) {
            return cannot(without);
        }
        var composed = m.composed();
        if (composed != null) {
            return mean(m, composed);
        }
        return switch (m.censor()) {
            case Measured.BELOW -> below(m);
            case Measured.BELOW_UNKNOWN -> unknown();
            case Measured.ABOVE -> above(m, Reason.RANGE_BELOW_LIMIT);
            case Measured.TOO_MUCH -> above(m, Reason.TOO_MUCH);
            default -> measured(m);
        };
    }

    /// A mean of results of which some were not detected is judged by the limit's way of counting them, and says when
    /// another way would judge otherwise.
    private Verdict mean(Measured m, Composed composed) {
        if (composed.results() < terms.minimumNumber()) {
            return cannot(Reason.TOO_FEW);
        }
        if (absence()) {
            // whatever was measured is more than nothing; what was not detected is none of it
            return measured(m.as(composed.zero()));
        }
        double value = shown(m);
        if (Double.isNaN(value)) {
            // a level is not known: what exceeds with it counted as nothing exceeds with any
            var least = measured(m.as(composed.zero()));
            return least == Verdict.ABOVE ? least : cannot(Reason.LEVEL_UNKNOWN);
        }
        var verdict = measured(m.as(value));
        if (composed.certain()) {
            return verdict;
        }
        boolean same = verdict.code() == measured(m.as(composed.zero())).code()
                && (Double.isNaN(composed.full())
                        || verdict.code() == measured(m.as(composed.full())).code());
        return same ? verdict : verdict.depending();
    }

    /// The value that is held against the limit; of what is not detected, or beyond the range, the level.
    public double shown(Measured m) {
        var composed = m.composed();
        if (composed != null) {
            return switch (terms.nonDetectMean()) {
                case ZERO -> composed.zero();
                case HALF -> composed.half();
                case FULL -> composed.full();
            };
        }
        return m.censor() == 0 ? m.value() : m.level();
    }

    private Verdict measured(Measured m) {
        double value = m.value();
        if (Double.isNaN(value)) {
            return cannot(Reason.NO_VALUE);
        }
        if (upper != null && upper.compare(value, m) > 0) {
            return Verdict.ABOVE;
        }
        if (lower != null && lower.compare(value, m) < 0) {
            return Verdict.BELOW;
        }
        boolean near = warnAbove != null && warnAbove.compare(value, m) >= 0
                || warnBelow != null && warnBelow.compare(value, m) <= 0;
        return near ? Verdict.WARNING : Verdict.WITHIN;
    }

    private boolean absence() {
        return terms.operator() == Operator.NOT_DETECTED;
    }

    /// The true value lies somewhere under the level.
    private Verdict below(Measured m) {
        if (absence()) {
            return Verdict.WITHIN;
        }
        double level = m.level();
        if (Double.isNaN(level)) {
            return unknown();
        }
        if (lower != null) {
            return lower.compare(level, m) <= 0 ? Verdict.BELOW : cannot(Reason.LEVEL_ABOVE_LIMIT);
        }
        if (terms.nonDetect() == NonDetectRule.WITHIN) {
            return Verdict.WITHIN;
        }
        return upper != null && upper.compare(level, m) <= 0 ? Verdict.WITHIN : cannot(Reason.LEVEL_ABOVE_LIMIT);
    }

    private Verdict unknown() {
        if (absence()) {
            return Verdict.WITHIN;
        }
        return terms.nonDetect() == NonDetectRule.WITHIN && lower == null
                ? Verdict.WITHIN
                : cannot(Reason.LEVEL_UNKNOWN);
    }

    /// The true value lies somewhere past the level.
    private Verdict above(Measured m, Reason otherwise) {
        if (absence()) {
            return Verdict.ABOVE;
        }
        double level = m.level();
        if (Double.isNaN(level)) {
            return cannot(otherwise);
        }
        if (upper != null) {
            return upper.compare(level, m) >= 0 ? Verdict.ABOVE : cannot(otherwise);
        }
        return lower != null && lower.compare(level, m) >= 0 ? Verdict.WITHIN : cannot(otherwise);
    }

    private static Verdict cannot(Reason reason) {
        return NOT_JUDGEABLE[reason.code()];
    }

    private static Verdict[] notJudgeable() {
        var all = new Verdict[Reason.values().length + 1];
        for (Reason reason : Reason.values()) {
            all[reason.code()] = new NotJudgeable(reason);
        }
        return all;
    }

    /// Hears of each limit whose verdict is kept: everything but plainly within.
    public interface Findings {
        void found(LimitLine line, Verdict verdict);
    }

    /// Judges a value against every line by itself and answers what stands for the value: the worst verdict of its
    /// COMPLIANCE limits, and only where there is none the worst of the others.
    public static Verdict judgeAll(List<LimitLine> lines, Measured measured, Findings findings) {
        Verdict worst = Verdict.NO_LIMIT;
        Verdict binding = Verdict.NO_LIMIT;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var verdict = line.judge(measured);
            if (verdict.kept()) {
                findings.found(line, verdict);
            }
            if (line.terms.kind() == LimitKind.COMPLIANCE) {
                binding = verdict.rank() > binding.rank() ? verdict : binding;
            } else {
                worst = verdict.rank() > worst.rank() ? verdict : worst;
            }
        }
        return binding.rank() > 0 ? binding : worst;
    }

    /// Whether two lines may be compared for strictness at all.
    boolean comparable(LimitLine other) {
        return terms.statistic().equals(other.terms.statistic())
                && Objects.equals(terms.ranked(), other.terms.ranked())
                && terms.operator() == other.terms.operator();
    }

    /// True when no comparable line asks for more. A range stands for itself.
    public boolean strictest(List<LimitLine> among) {
        return terms.operator() != Operator.RANGE
                && !dependent()
                && among.stream()
                        .filter(o -> o != this && comparable(o))
                        .filter(o -> !o.dependent())
                        .allMatch(this::notLooserThan);
    }

    private boolean notLooserThan(LimitLine other) {
        if (upper != null && other.upper != null) {
            return upper.converted().compareTo(other.upper.converted()) <= 0;
        }
        return lower == null || other.lower == null || lower.converted().compareTo(other.lower.converted()) >= 0;
    }

    /// What its bound was computed from, by name; empty for a bound that is a number.
    public Map<String, Double> inputs() {
        return inputs;
    }

    public LimitTerms terms() {
        return terms;
    }

    public long limit() {
        return terms.limit();
    }

    public LimitKind kind() {
        return terms.kind();
    }

    /// The lower bound in the series' unit.
    public @Nullable BigDecimal low() {
        return lower == null ? null : lower.converted();
    }

    /// The upper bound in the series' unit.
    public @Nullable BigDecimal high() {
        return upper == null ? null : upper.converted();
    }

    /// The level at which the upper side warns, in the series' unit.
    public @Nullable BigDecimal warnsAt() {
        return warnAbove == null ? null : warnAbove.converted();
    }

    /// The bound a value was held against: the broken one, else the nearer one; null where a formula gave none.
    public @Nullable BigDecimal boundFor(double value) {
        if (without != null) {
            return null;
        }
        if (upper == null || lower != null && value - lower.number() < upper.number() - value) {
            return lower == null ? BigDecimal.ZERO : lower.converted();
        }
        return upper.converted();
    }
}
