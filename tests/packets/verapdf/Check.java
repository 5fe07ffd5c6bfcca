import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Pairs of a standard and a file: one line “OK” or “NO clause message” each, all broken rules of a file. */
public class Check {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (int place = 0; place < arguments.length; place += 2) {
      PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[place]);
      try (InputStream file = new FileInputStream(arguments[place + 1]);
          PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
          PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 100, false, true, false)) {
        ValidationResult result = validator.validate(parser);
        StringBuilder line = new StringBuilder(result.isCompliant() ? "OK" : "NO");
        for (TestAssertion one : result.getTestAssertions()) {
          if (one.getStatus() != TestAssertion.Status.PASSED) {
            line.append(" | ").append(one.getRuleId().getClause()).append(" ").append(one.getMessage());
          }
        }
        System.out.println(line.toString().replace('\n', ' '));
      }
    }
  }
}
