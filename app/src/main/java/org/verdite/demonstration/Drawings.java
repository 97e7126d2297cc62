package org.verdite.demonstration;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/// Small files that stand for photographs and papers: a drawn hillside, a page of text. The same words give the same
/// bytes.
final class Drawings {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 320;

    private Drawings() {}

    /// A picture or a page, as the name ends.
    static InputStream of(String fileName, List<String> lines) {
        byte[] bytes = fileName.endsWith(".png") ? picture(fileName) : page(lines);
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] picture(String seed) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var random = new SplittableRandom(seed.hashCode());
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(new Color(0xDCE9EF));
        g.fillRect(0, 0, WIDTH, HEIGHT);
        int[] hills = {0x9DB8A0, 0x7C9C84, 0x5D7F69, 0x8B7D66};
        for (int i = 0; i < hills.length; i++) {
            g.setColor(new Color(hills[i]));
            g.fill(hill(random, 90 + i * 55));
        }
        g.setColor(new Color(0x3E6C8F));
        g.fillRoundRect(120 + random.nextInt(120), 240, 150, 34, 30, 30);
        g.setColor(new Color(0xE3B23C));
        g.fillRect(60 + random.nextInt(300), 200, 40, 24);
        g.dispose();
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path2D hill(SplittableRandom random, int top) {
        var path = new Path2D.Double();
        path.moveTo(0, HEIGHT);
        path.lineTo(0, top + random.nextInt(40));
        for (int x = 80; x <= WIDTH; x += 80) {
            path.quadTo(x - 40, top + random.nextInt(50) - 25, x, top + random.nextInt(40));
        }
        path.lineTo(WIDTH, HEIGHT);
        path.closePath();
        return path;
    }

    /// A page of plain PDF in Latin letters.
    private static byte[] page(List<String> lines) {
        var text = new StringBuilder("BT /F1 12 Tf 60 770 Td 18 TL\n");
        for (String line : lines) {
            text.append('(').append(plain(line)).append(") Tj T*\n");
        }
        text.append("ET");
        var objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                        + " /Resources << /Font << /F1 5 0 R >> >> >>",
                "<< /Length " + text.length() + " >>\nstream\n" + text + "\nendstream",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new ArrayList<Integer>();
        for (int i = 0; i < objects.size(); i++) {
            offsets.add(file.length());
            file.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int start = file.length();
        file.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> file.append(String.format("%010d 00000 n \n", offset)));
        file.append("trailer << /Size ")
                .append(objects.size() + 1)
                .append(" /Root 1 0 R >>\nstartxref\n")
                .append(start)
                .append("\n%%EOF\n");
        return file.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String plain(String line) {
        return line.replaceAll("[^\\x20-\\x7E]", "-").replaceAll("[()\\\\]", "\\\\$0");
    }
}
