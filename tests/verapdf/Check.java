import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ProfileDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks files against PDF/UA-1: a line "file, clause, test, message" for each failure, "checked FILES RULES" at the end.
 *
 * The profile of veraPDF is read here, because the wheel that carries veraPDF lacks what veraPDF reads it with.
 */
public class Check {
    public static void main(String[] files) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile();
        for (String file : files) {
            try (InputStream data = new FileInputStream(file);
                    PDFAParser parser = Foundries.defaultInstance().createParser(data, PDFAFlavour.PDFUA_1);
                    PDFAValidator validator = ValidatorFactory.createValidator(profile)) {
                for (TestAssertion told : validator.validate(parser).getTestAssertions()) {
                    if (told.getStatus() == TestAssertion.Status.FAILED) {
                        RuleId rule = told.getRuleId();
                        System.out.println(String.join("\t", file, rule.getClause(), "" + rule.getTestNumber(), told.getMessage()));
                    }
                }
            }
        }
        System.out.println("checked " + files.length + " " + profile.getRules().size());
    }

    private static ValidationProfile profile() throws Exception {
        try (InputStream xml = PDFAFlavour.class.getResourceAsStream("/org/verapdf/pdfa/validation/PDFUA-1.xml")) {
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
            Set<Rule> rules = new LinkedHashSet<>();
            for (Element rule : all(root, "rule")) {
                rules.add(rule(rule));
            }
            Set<Variable> variables = new LinkedHashSet<>();
            for (Element one : all(root, "variable")) {
                variables.add(Profiles.variableFromValues(
                        one.getAttribute("name"), one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
            }
            ProfileDetails details = Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date(0));
            return Profiles.profileFromValues(PDFAFlavour.PDFUA_1, details, "", rules, variables);
        }
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").get(0);
        boolean deferred = Boolean.parseBoolean(rule.getAttribute("deferred"));
        RuleId named = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.ISO_14289_1, id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        return Profiles.ruleFromValues(
                named, rule.getAttribute("object"), deferred, rule.getAttribute("tags"), text(rule, "description"),
                text(rule, "test"), Profiles.errorFromValues(text(rule, "message"), Collections.<ErrorArgument>emptyList()),
                Collections.emptyList());
    }

    private static List<Element> all(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static String text(Element parent, String name) {
        return all(parent, name).get(0).getTextContent();
    }
}
