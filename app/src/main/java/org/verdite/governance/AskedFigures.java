package org.verdite.governance;

import org.springframework.stereotype.Component;
import org.verdite.indicators.Definitions;
import org.verdite.indicators.Figure;
import org.verdite.indicators.FigureRequest;
import org.verdite.indicators.Figures;

/// Figures of the unit and year that a review is of, in each indicator's usual boundary.
@Component
class AskedFigures {

    private final Figures figures;
    private final Definitions definitions;

    AskedFigures(Figures figures, Definitions definitions) {
        this.figures = figures;
        this.definitions = definitions;
    }

    Figure of(String code, FactSource.Asked asked) {
        String boundary = definitions.require(code, asked.last(), asked.known()).boundary();
        return figures.figure(new FigureRequest(
                code, asked.year(), 0, asked.last(), asked.known(), boundary, asked.last(), asked.unit()));
    }
}
