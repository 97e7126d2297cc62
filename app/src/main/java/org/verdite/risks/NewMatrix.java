package org.verdite.risks;

import java.time.LocalDate;
import java.util.List;
import org.verdite.shared.LocalText;

/// A version of the matrix of risk.
///
/// @param likelihood five steps, the least likely first
/// @param consequence five steps, the slightest first
/// @param levels 25 of them: by likelihood, then consequence
public record NewMatrix(
        LocalText name, LocalDate validFrom, List<Side> likelihood, List<Side> consequence, List<Level> levels) {

    /// A step of one side.
    public record Side(LocalText name, LocalText meaning) {}

    public Level level(Step step) {
        return levels.get((step.likelihood() - 1) * 5 + step.consequence() - 1);
    }
}
