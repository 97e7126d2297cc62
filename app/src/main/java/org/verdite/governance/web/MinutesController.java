package org.verdite.governance.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.verdite.governance.Minutes;
import org.verdite.governance.ReviewId;
import org.verdite.governance.Reviews;
import org.verdite.ui.Frames;
import org.verdite.ui.print.Printed;

/// The minutes as Word or PDF, in either language.
@Controller
class MinutesController {

    private final Reviews reviews;
    private final Minutes minutes;
    private final Frames frames;

    MinutesController(Reviews reviews, Minutes minutes, Frames frames) {
        this.reviews = reviews;
        this.minutes = minutes;
        this.frames = frames;
    }

    @GetMapping("/governance/reviews/{id}/report")
    public void report(@PathVariable long id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var review = reviews.get(new ReviewId(id));
        Printed.answer(request, response, frames, review.number(), t -> minutes.paper(review.id(), t));
    }
}
