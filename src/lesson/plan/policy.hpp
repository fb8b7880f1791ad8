// What the site's settings say about teaching. Implemented in app/.
#pragma once

namespace lyceum::lesson {

// From any thread; asked anew each time, since an operator may change it.
class TeachingPolicy {
 public:
  virtual ~TeachingPolicy() = default;
  virtual bool everybody_teaches() const = 0;  // else only lecturers and operators make lessons
  virtual bool reviews_lessons() const = 0;    // else what a lecturer writes is published at once
};

// For the command line and for tests.
struct FixedPolicy final : TeachingPolicy {
  bool everybody = false, reviewed = false;
  bool everybody_teaches() const override { return everybody; }
  bool reviews_lessons() const override { return reviewed; }
};

}  // namespace lyceum::lesson
