package org.verdite.ui.print;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/// Makes a kept picture small enough for paper. The kept one is not touched.
public final class PaperPicture {

    private static final int MOST_SIDE = 900;
    /// Above this many pixels a picture is not unpacked: a small file can claim to be enormous.
    private static final long MOST_PIXELS = 80_000_000;

    private PaperPicture() {}

    /// Empty for what can't be read as JPEG or PNG.
    public static Optional<Paper.Picture> of(Path file, String caption) {
        try (var in = ImageIO.createImageInputStream(file.toFile())) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            var reader = readers.next();
            try {
                reader.setInput(in);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    return Optional.empty();
                }
                var param = reader.getDefaultReadParam();
                int step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / (2 * MOST_SIDE));
                param.setSourceSubsampling(step, step, 0, 0);
                return Optional.of(small(reader.read(0, param), caption));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Paper.Picture small(BufferedImage image, String caption) throws IOException {
        double scale = Math.min(1.0, (double) MOST_SIDE / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = small.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        g.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(small, "jpeg", out);
        return new Paper.Picture(out.toByteArray(), width, height, caption);
    }
}
