// Runs the checks without Qt, for bare machines: run_checks [NAME-PART ...]; closes with
// "N passed, N failed, N skipped" and exits with 1 when any failed or none was run.

#include "tests/checks/check.h"

#include <cstdio>
#include <cstring>

int main(int argc, char** argv)
{
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    for (const checks::Check& check : checks::all()) {
        bool isWanted = argc <= 1;
        for (int i = 1; i < argc; ++i)
            isWanted = isWanted || std::strstr(check.name, argv[i]) != nullptr;
        if (!isWanted)
            continue;
        const checks::Context result = checks::run(check);
        if (result.failed()) {
            ++failed;
            std::printf("FAIL  %s\n%s", check.name, result.report().c_str());
        } else if (result.skipped()) {
            ++skipped;
            std::printf("SKIP  %s: %s\n", check.name, result.skipReason().c_str());
        } else {
            ++passed;
            std::printf("ok    %s\n", check.name);
        }
        std::fflush(stdout);
    }
    std::printf("%d passed, %d failed, %d skipped\n", passed, failed, skipped);
    return failed > 0 || passed + skipped == 0 ? 1 : 0;
}
