package org.levelread.charts;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// A plot as SVG, for the page and for the pack; the same plot gives the same text.
public final class ChartSvg {
    private static final String SVG = "http://www.w3.org/2000/svg";

    private ChartSvg() {}

    /// One `<svg>` element without a prologue.
    ///
    /// @param id unique among the plots of a page
    /// @param title what a screen reader says
    public static String of(String id, String title, Plot plot) {
        int height = Charts.height(plot);
        Document document = document();
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(" ");
        context.setIDGenerator(new SVGIDGenerator() {
            private int next;

            @Override
            public String generateID(String prefix) {
                return id + "-" + prefix + next++;
            }
        });
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(Charts.WIDTH, height));
        Charts.of(plot).draw(graphics, new Rectangle2D.Double(0, 0, Charts.WIDTH, height));
        Element root = graphics.getRoot();
        root.setAttribute("viewBox", "0 0 " + Charts.WIDTH + " " + height);
        root.setAttribute("role", "img");
        root.setAttribute("aria-label", title);
        try (StringWriter out = new StringWriter()) {
            graphics.stream(root, out, false, false);
            String text = out.toString();
            return text.substring(text.indexOf("<svg"))
                    .replace("'" + ChartFont.FAMILY + "'", ChartFont.FAMILY + ", Arial, sans-serif");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Java's XML cannot make a document", e);
        }
    }
}
