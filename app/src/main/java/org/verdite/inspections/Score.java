package org.verdite.inspections;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much of what was asked and answered conforms, by weight. Conforming counts whole, what could be better half,
/// what does not conform nothing; what is not applicable, not answered or in conflict counts on neither side.
///
/// @param reached weight that conforms, in halves
/// @param possible weight that was judged, in halves
/// @param judged how many criteria that is
/// @param asked how many were asked
/// @param criticalFailed of the judged ones, critical criteria that do not conform: each is serious whatever the score
public record Score(int reached, int possible, int judged, int asked, int criticalFailed) {

    public static final Score NOTHING = new Score(0, 0, 0, 0, 0);

    /// Of answers to criteria.
    public static Score of(List<Observations.Asked> asked) {
        var score = NOTHING;
        for (var a : asked) {
            score = score.plus(one(a));
        }
        return score;
    }

    private static Score one(Observations.Asked a) {
        return a.standing()
                .said()
                .map(said ->
                        of(a.criterion().asks().weight(), a.criterion().asks().critical(), said))
                .orElse(new Score(0, 0, 0, 1, 0));
    }

    /// Of one answer.
    static Score of(int weight, boolean critical, Said said) {
        return switch (said) {
            case CONFORMS -> new Score(2 * weight, 2 * weight, 1, 1, 0);
            case OPPORTUNITY -> new Score(weight, 2 * weight, 1, 1, 0);
            case DOES_NOT -> new Score(0, 2 * weight, 1, 1, critical ? 1 : 0);
            case NOT_APPLICABLE, TAKEN_BACK -> new Score(0, 0, 0, 1, 0);
        };
    }

    public Score plus(Score other) {
        return new Score(
                reached + other.reached,
                possible + other.possible,
                judged + other.judged,
                asked + other.asked,
                criticalFailed + other.criticalFailed);
    }

    /// In percent with one decimal; null where nothing was judged.
    public @Nullable BigDecimal percent() {
        return possible == 0
                ? null
                : BigDecimal.valueOf(reached * 100L).divide(BigDecimal.valueOf(possible), 1, RoundingMode.HALF_EVEN);
    }
}
