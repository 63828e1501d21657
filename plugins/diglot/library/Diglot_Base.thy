theory Diglot_Base
  imports Main
begin

text \<open>Comparison in three ways.\<close>

datatype Ordering = LessThan | Equal | GreaterThan

text \<open>Traits: a record of functions each; an instance is a value of it.\<close>

record 'A Eq =
  isEqual :: "'A \<Rightarrow> 'A \<Rightarrow> bool"

record 'A Ord =
  compare :: "'A \<Rightarrow> 'A \<Rightarrow> Ordering"

record 'A Show =
  to_text :: "'A \<Rightarrow> string"

text \<open>Equality. Where nothing else is said it is the equality of HOL.\<close>

definition eq_native :: "'A Eq" where
  "eq_native = \<lparr>isEqual = (\<lambda>x y. x = y)\<rparr>"

definition eq_list :: "'A Eq \<Rightarrow> 'A list Eq" where
  "eq_list d = \<lparr>isEqual = list_all2 (isEqual d)\<rparr>"

definition eq_option :: "'A Eq \<Rightarrow> 'A option Eq" where
  "eq_option d =
     \<lparr>isEqual =
        (\<lambda>x y.
           case (x, y) of
             (None, None) \<Rightarrow> True
           | (Some a, Some b) \<Rightarrow> isEqual d a b
           | (_, _) \<Rightarrow> False)\<rparr>"

definition eq_prod :: "'A Eq \<Rightarrow> 'B Eq \<Rightarrow> ('A \<times> 'B) Eq" where
  "eq_prod d1 d2 = \<lparr>isEqual = (\<lambda>(a, b) (c, d). isEqual d1 a c \<and> isEqual d2 b d)\<rparr>"

definition eq_sum :: "'A Eq \<Rightarrow> 'B Eq \<Rightarrow> ('A, 'B) sum Eq" where
  "eq_sum d1 d2 =
     \<lparr>isEqual =
        (\<lambda>x y.
           case (x, y) of
             (Inl a, Inl b) \<Rightarrow> isEqual d1 a b
           | (Inr a, Inr b) \<Rightarrow> isEqual d2 a b
           | (_, _) \<Rightarrow> False)\<rparr>"

text \<open>Order.\<close>

definition ord_less :: "'A Ord \<Rightarrow> 'A \<Rightarrow> 'A \<Rightarrow> bool" where
  "ord_less d x y = (compare d x y = LessThan)"

definition ord_less_eq :: "'A Ord \<Rightarrow> 'A \<Rightarrow> 'A \<Rightarrow> bool" where
  "ord_less_eq d x y = (compare d x y \<noteq> GreaterThan)"

definition ord_nat :: "nat Ord" where
  "ord_nat = \<lparr>compare = (\<lambda>x y. if x < y then LessThan else if x = y then Equal else GreaterThan)\<rparr>"

definition ord_int :: "int Ord" where
  "ord_int = \<lparr>compare = (\<lambda>x y. if x < y then LessThan else if x = y then Equal else GreaterThan)\<rparr>"

definition ord_bool :: "bool Ord" where
  "ord_bool = \<lparr>compare = (\<lambda>x y. if x < y then LessThan else if x = y then Equal else GreaterThan)\<rparr>"

definition ord_ordering :: "Ordering Ord" where
  "ord_ordering =
     \<lparr>compare =
        (\<lambda>x y.
           case (x, y) of
             (LessThan, LessThan) \<Rightarrow> Equal
           | (LessThan, _) \<Rightarrow> LessThan
           | (_, LessThan) \<Rightarrow> GreaterThan
           | (Equal, Equal) \<Rightarrow> Equal
           | (Equal, _) \<Rightarrow> LessThan
           | (_, Equal) \<Rightarrow> GreaterThan
           | (_, _) \<Rightarrow> Equal)\<rparr>"

definition ord_unit :: "unit Ord" where
  "ord_unit = \<lparr>compare = (\<lambda>_ _. Equal)\<rparr>"

fun ord_list_compare :: "'A Ord \<Rightarrow> 'A list \<Rightarrow> 'A list \<Rightarrow> Ordering" where
  "ord_list_compare d [] [] = Equal"
| "ord_list_compare d [] (_ # _) = LessThan"
| "ord_list_compare d (_ # _) [] = GreaterThan"
| "ord_list_compare d (x # xs) (y # ys) =
     (case compare d x y of
        Equal \<Rightarrow> ord_list_compare d xs ys
      | r \<Rightarrow> r)"

definition ord_list :: "'A Ord \<Rightarrow> 'A list Ord" where
  "ord_list d = \<lparr>compare = ord_list_compare d\<rparr>"

definition ord_option :: "'A Ord \<Rightarrow> 'A option Ord" where
  "ord_option d =
     \<lparr>compare =
        (\<lambda>x y.
           case (x, y) of
             (None, None) \<Rightarrow> Equal
           | (None, _) \<Rightarrow> LessThan
           | (_, None) \<Rightarrow> GreaterThan
           | (Some a, Some b) \<Rightarrow> compare d a b)\<rparr>"

definition ord_prod :: "'A Ord \<Rightarrow> 'B Ord \<Rightarrow> ('A \<times> 'B) Ord" where
  "ord_prod d1 d2 =
     \<lparr>compare =
        (\<lambda>(a, b) (c, d).
           case compare d1 a c of
             Equal \<Rightarrow> compare d2 b d
           | r \<Rightarrow> r)\<rparr>"

definition ord_sum :: "'A Ord \<Rightarrow> 'B Ord \<Rightarrow> ('A, 'B) sum Ord" where
  "ord_sum d1 d2 =
     \<lparr>compare =
        (\<lambda>x y.
           case (x, y) of
             (Inl a, Inl b) \<Rightarrow> compare d1 a b
           | (Inl _, Inr _) \<Rightarrow> LessThan
           | (Inr _, Inl _) \<Rightarrow> GreaterThan
           | (Inr a, Inr b) \<Rightarrow> compare d2 a b)\<rparr>"

text \<open>What compares lists, options and pairs looks only at what is inside of them.\<close>

lemma eq_list_cong [fundef_cong]:
  assumes "xs = xs'" and "ys = ys'"
    and "\<And>x y. x \<in> set xs' \<Longrightarrow> y \<in> set ys' \<Longrightarrow> f x y = g x y"
  shows "isEqual (eq_list \<lparr>isEqual = f\<rparr>) xs ys = isEqual (eq_list \<lparr>isEqual = g\<rparr>) xs' ys'"
  using assms by (auto simp: eq_list_def cong: list.rel_cong)

lemma eq_option_cong [fundef_cong]:
  assumes "m = m'" and "n = n'"
    and "\<And>x y. m' = Some x \<Longrightarrow> n' = Some y \<Longrightarrow> f x y = g x y"
  shows "isEqual (eq_option \<lparr>isEqual = f\<rparr>) m n = isEqual (eq_option \<lparr>isEqual = g\<rparr>) m' n'"
  using assms by (cases m'; cases n') (auto simp: eq_option_def)

lemma eq_prod_cong [fundef_cong]:
  assumes "p = p'" and "q = q'"
    and "\<And>x y. x = fst p' \<Longrightarrow> y = fst q' \<Longrightarrow> f x y = g x y"
    and "\<And>x y. x = snd p' \<Longrightarrow> y = snd q' \<Longrightarrow> h x y = k x y"
  shows "isEqual (eq_prod \<lparr>isEqual = f\<rparr> \<lparr>isEqual = h\<rparr>) p q =
    isEqual (eq_prod \<lparr>isEqual = g\<rparr> \<lparr>isEqual = k\<rparr>) p' q'"
  using assms by (cases p'; cases q') (auto simp: eq_prod_def)

lemma ord_list_cong [fundef_cong]:
  assumes "xs = xs'" and "ys = ys'"
    and "\<And>x y. x \<in> set xs' \<Longrightarrow> y \<in> set ys' \<Longrightarrow> f x y = g x y"
  shows "compare (ord_list \<lparr>compare = f\<rparr>) xs ys = compare (ord_list \<lparr>compare = g\<rparr>) xs' ys'"
proof -
  have "ord_list_compare \<lparr>compare = f\<rparr> us vs = ord_list_compare \<lparr>compare = g\<rparr> us vs"
    if "\<And>x y. x \<in> set us \<Longrightarrow> y \<in> set vs \<Longrightarrow> f x y = g x y" for us vs
    using that by (induct "\<lparr>compare = f\<rparr>" us vs rule: ord_list_compare.induct) (auto split: Ordering.splits)
  with assms show ?thesis by (simp add: ord_list_def)
qed

lemma ord_option_cong [fundef_cong]:
  assumes "m = m'" and "n = n'"
    and "\<And>x y. m' = Some x \<Longrightarrow> n' = Some y \<Longrightarrow> f x y = g x y"
  shows "compare (ord_option \<lparr>compare = f\<rparr>) m n = compare (ord_option \<lparr>compare = g\<rparr>) m' n'"
  using assms by (cases m'; cases n') (auto simp: ord_option_def)

lemma ord_prod_cong [fundef_cong]:
  assumes "p = p'" and "q = q'"
    and "\<And>x y. x = fst p' \<Longrightarrow> y = fst q' \<Longrightarrow> f x y = g x y"
    and "\<And>x y. x = snd p' \<Longrightarrow> y = snd q' \<Longrightarrow> h x y = k x y"
  shows "compare (ord_prod \<lparr>compare = f\<rparr> \<lparr>compare = h\<rparr>) p q =
    compare (ord_prod \<lparr>compare = g\<rparr> \<lparr>compare = k\<rparr>) p' q'"
  using assms by (cases p'; cases q') (auto simp: ord_prod_def split: Ordering.splits)

text \<open>Laws: a lawful equality is that of HOL, a lawful order is total and agrees with it.\<close>

definition lawful_eq :: "'A Eq \<Rightarrow> bool" where
  "lawful_eq d = (isEqual d = (=))"

definition lawful_ord :: "'A Ord \<Rightarrow> bool" where
  "lawful_ord d = class.linorder (ord_less_eq d) (ord_less d)"

text \<open>An order turned round.\<close>

definition ord_reverse :: "'A Ord \<Rightarrow> 'A Ord" where
  "ord_reverse d = \<lparr>compare = (\<lambda>x y. compare d y x)\<rparr>"

text \<open>The orders of the library are lawful.\<close>

lemma lawful_ordI:
  assumes e: "\<And>x y. (compare d x y = Equal) = (x = y)"
    and t: "\<And>x y. (compare d x y = GreaterThan) = (compare d y x = LessThan)"
    and r: "\<And>x y z. compare d x y = LessThan \<Longrightarrow> compare d y z = LessThan \<Longrightarrow> compare d x z = LessThan"
  shows "lawful_ord d"
proof -
  have le: "ord_less_eq d x y = (compare d x y = LessThan \<or> x = y)" for x y
    using e[of x y] by (cases "compare d x y") (auto simp: ord_less_eq_def)
  have self: "compare d x x = Equal" for x
    using e[of x x] by simp
  have asym: "compare d x y = LessThan \<Longrightarrow> compare d y x \<noteq> LessThan" for x y
    using t[of y x] by auto
  have total: "compare d x y = LessThan \<or> x = y \<or> compare d y x = LessThan" for x y
    using e[of x y] t[of x y] by (cases "compare d x y") auto
  show ?thesis
    unfolding lawful_ord_def class.linorder_def class.order_def class.preorder_def class.order_axioms_def
      class.linorder_axioms_def
  proof (intro conjI allI impI)
    fix x y z
    show "ord_less d x y = (ord_less_eq d x y \<and> \<not> ord_less_eq d y x)"
      using asym[of x y] self[of x] by (auto simp: le ord_less_def)
    show "ord_less_eq d x x"
      by (simp add: le)
    show "ord_less_eq d x y \<Longrightarrow> ord_less_eq d y z \<Longrightarrow> ord_less_eq d x z"
      using r[of x y z] by (auto simp: le)
    show "ord_less_eq d x y \<Longrightarrow> ord_less_eq d y x \<Longrightarrow> x = y"
      using asym[of x y] by (auto simp: le)
    show "ord_less_eq d x y \<or> ord_less_eq d y x"
      using total[of x y] by (auto simp: le)
  qed
qed

lemma lawful_ordD:
  assumes "lawful_ord d"
  shows "(compare d x y = Equal) = (x = y)"
    and "(compare d x y = GreaterThan) = (compare d y x = LessThan)"
    and "compare d x y = LessThan \<Longrightarrow> compare d y z = LessThan \<Longrightarrow> compare d x z = LessThan"
proof -
  note law = assms [unfolded lawful_ord_def class.linorder_def class.order_def class.preorder_def
      class.order_axioms_def class.linorder_axioms_def]
  have less: "ord_less d a b = (ord_less_eq d a b \<and> \<not> ord_less_eq d b a)" for a b
    using law by blast
  have linear: "ord_less_eq d a b \<or> ord_less_eq d b a" for a b
    using law by blast
  have same: "a = b" if "ord_less_eq d a b" "ord_less_eq d b a" for a b
    using law that by blast
  have chain: "ord_less_eq d a c" if "ord_less_eq d a b" "ord_less_eq d b c" for a b c
    using law that by blast
  have gt: "(compare d a b = GreaterThan) = (\<not> ord_less_eq d a b)" for a b
    by (simp add: ord_less_eq_def)
  have lt: "(compare d a b = LessThan) = (\<not> ord_less_eq d b a)" for a b
    using less[of a b] linear[of a b] by (auto simp: ord_less_def)
  show "(compare d x y = GreaterThan) = (compare d y x = LessThan)"
    by (simp add: gt lt)
  show "(compare d x y = Equal) = (x = y)"
    using gt[of x y] lt[of x y] same[of x y] linear[of x x] by (cases "compare d x y") auto
  show "compare d x y = LessThan \<Longrightarrow> compare d y z = LessThan \<Longrightarrow> compare d x z = LessThan"
    using chain[of z x y] linear[of y z] linear[of x y] by (auto simp: lt)
qed

lemma lawful_ord_by_key:
  assumes "lawful_ord e" "inj k" "\<And>x y. compare d x y = compare e (k x) (k y)"
  shows "lawful_ord d"
proof (rule lawful_ordI)
  note e = lawful_ordD [OF assms(1)]
  fix x y z
  show "(compare d x y = Equal) = (x = y)"
    by (simp only: assms(3) e(1) inj_eq [OF assms(2)])
  show "(compare d x y = GreaterThan) = (compare d y x = LessThan)"
    by (simp only: assms(3) e(2))
  show "compare d x y = LessThan \<Longrightarrow> compare d y z = LessThan \<Longrightarrow> compare d x z = LessThan"
    unfolding assms(3) by (rule e(3))
qed

lemma lawful_ord_reverse:
  assumes "lawful_ord d"
  shows "lawful_ord (ord_reverse d)"
proof (rule lawful_ordI)
  note d = lawful_ordD [OF assms]
  have turned: "compare (ord_reverse d) a b = compare d b a" for a b
    by (simp add: ord_reverse_def)
  fix x y z
  show "(compare (ord_reverse d) x y = Equal) = (x = y)"
    unfolding turned d(1) by (rule eq_commute)
  show "(compare (ord_reverse d) x y = GreaterThan) = (compare (ord_reverse d) y x = LessThan)"
    unfolding turned by (rule d(2))
  show "compare (ord_reverse d) x y = LessThan \<Longrightarrow> compare (ord_reverse d) y z = LessThan \<Longrightarrow>
      compare (ord_reverse d) x z = LessThan"
    unfolding turned by (rule d(3))
qed

lemma lawful_ord_nat: "lawful_ord ord_nat"
  by (intro lawful_ordI) (auto simp: ord_nat_def split: if_splits)

lemma lawful_ord_int: "lawful_ord ord_int"
  by (intro lawful_ordI) (auto simp: ord_int_def split: if_splits)

lemma lawful_ord_bool: "lawful_ord ord_bool"
  by (intro lawful_ordI) (auto simp: ord_bool_def split: if_splits)

lemma lawful_ord_unit: "lawful_ord ord_unit"
  by (intro lawful_ordI) (auto simp: ord_unit_def)

lemma lawful_ord_ordering: "lawful_ord ord_ordering"
  by (intro lawful_ordI) (auto simp: ord_ordering_def split: Ordering.splits)

lemma lawful_ord_prod:
  assumes "lawful_ord d" "lawful_ord e"
  shows "lawful_ord (ord_prod d e)"
proof (rule lawful_ordI)
  note d = lawful_ordD[OF assms(1)]
  note e = lawful_ordD[OF assms(2)]
  have d_self: "compare d x x = Equal" for x using d(1)[of x x] by simp
  have lt: "(compare (ord_prod d e) (a, b) (c, f) = LessThan) =
      (compare d a c = LessThan \<or> a = c \<and> compare e b f = LessThan)" for a b c f
    using d(1)[of a c] by (cases "compare d a c") (auto simp: ord_prod_def)
  fix x y z :: "'a \<times> 'b"
  show "(compare (ord_prod d e) x y = Equal) = (x = y)"
    using d(1)[of "fst x" "fst y"] e(1)[of "snd x" "snd y"]
    by (cases x; cases y; cases "compare d (fst x) (fst y)") (auto simp: ord_prod_def)
  show "(compare (ord_prod d e) x y = GreaterThan) = (compare (ord_prod d e) y x = LessThan)"
    using d(1)[of "fst x" "fst y"] d(2)[of "fst x" "fst y"] d(2)[of "fst y" "fst x"] e(2)[of "snd x" "snd y"] d_self
    by (cases x; cases y; cases "compare d (fst x) (fst y)") (auto simp: lt, auto simp: ord_prod_def)
  show "compare (ord_prod d e) x y = LessThan \<Longrightarrow> compare (ord_prod d e) y z = LessThan \<Longrightarrow>
      compare (ord_prod d e) x z = LessThan"
    using d(3)[of "fst x" "fst y" "fst z"] e(3)[of "snd x" "snd y" "snd z"]
    by (cases x; cases y; cases z) (auto simp: lt)
qed

lemma lawful_ord_option:
  assumes "lawful_ord d"
  shows "lawful_ord (ord_option d)"
proof (rule lawful_ordI)
  note d = lawful_ordD[OF assms]
  fix x y z :: "'a option"
  show "(compare (ord_option d) x y = Equal) = (x = y)"
    by (cases x; cases y) (auto simp: ord_option_def d(1))
  show "(compare (ord_option d) x y = GreaterThan) = (compare (ord_option d) y x = LessThan)"
    by (cases x; cases y) (auto simp: ord_option_def d(2))
  show "compare (ord_option d) x y = LessThan \<Longrightarrow> compare (ord_option d) y z = LessThan \<Longrightarrow>
      compare (ord_option d) x z = LessThan"
    by (cases x; cases y; cases z) (auto simp: ord_option_def intro: d(3))
qed

lemma lawful_ord_sum:
  assumes "lawful_ord d" "lawful_ord e"
  shows "lawful_ord (ord_sum d e)"
proof (rule lawful_ordI)
  note d = lawful_ordD[OF assms(1)]
  note e = lawful_ordD[OF assms(2)]
  fix x y z :: "'a + 'b"
  show "(compare (ord_sum d e) x y = Equal) = (x = y)"
    by (cases x; cases y) (auto simp: ord_sum_def d(1) e(1))
  show "(compare (ord_sum d e) x y = GreaterThan) = (compare (ord_sum d e) y x = LessThan)"
    by (cases x; cases y) (auto simp: ord_sum_def d(2) e(2))
  show "compare (ord_sum d e) x y = LessThan \<Longrightarrow> compare (ord_sum d e) y z = LessThan \<Longrightarrow>
      compare (ord_sum d e) x z = LessThan"
    by (cases x; cases y; cases z) (auto simp: ord_sum_def intro: d(3) e(3))
qed

lemma lawful_ord_list:
  assumes "lawful_ord d"
  shows "lawful_ord (ord_list d)"
proof (rule lawful_ordI)
  note d = lawful_ordD[OF assms]
  have self: "compare d x x = Equal" for x using d(1)[of x x] by simp
  have eq: "(ord_list_compare d xs ys = Equal) = (xs = ys)" for xs ys
  proof (induct xs arbitrary: ys)
    case Nil
    then show ?case by (cases ys) auto
  next
    case (Cons x xs)
    show ?case
    proof (cases ys)
      case Nil
      then show ?thesis by simp
    next
      case (Cons y zs)
      then show ?thesis using d(1)[of x y] self[of x] Cons.hyps[of zs] by (cases "compare d x y") auto
    qed
  qed
  have lt: "(ord_list_compare d (x # xs) (y # ys) = LessThan) =
      (compare d x y = LessThan \<or> x = y \<and> ord_list_compare d xs ys = LessThan)" for x y xs ys
    using d(1)[of x y] by (cases "compare d x y") auto
  have gt: "(ord_list_compare d (x # xs) (y # ys) = GreaterThan) =
      (compare d y x = LessThan \<or> x = y \<and> ord_list_compare d xs ys = GreaterThan)" for x y xs ys
    using d(1)[of x y] d(2)[of x y] self[of x] by (cases "compare d x y") auto
  have turned: "(ord_list_compare d xs ys = GreaterThan) = (ord_list_compare d ys xs = LessThan)" for xs ys
  proof (induct xs arbitrary: ys)
    case Nil
    then show ?case by (cases ys) auto
  next
    case (Cons x xs)
    then show ?case by (cases ys) (auto simp: lt gt simp del: ord_list_compare.simps(4))
  qed
  have trans: "ord_list_compare d xs ys = LessThan \<Longrightarrow> ord_list_compare d ys zs = LessThan \<Longrightarrow>
      ord_list_compare d xs zs = LessThan" for xs ys zs
  proof (induct xs arbitrary: ys zs)
    case Nil
    then show ?case by (cases ys; cases zs) auto
  next
    case (Cons x xs)
    then show ?case
      by (cases ys; cases zs) (auto simp: lt simp del: ord_list_compare.simps(4) intro: d(3))
  qed
  fix x y z
  show "(compare (ord_list d) x y = Equal) = (x = y)"
    by (simp add: ord_list_def eq)
  show "(compare (ord_list d) x y = GreaterThan) = (compare (ord_list d) y x = LessThan)"
    by (simp add: ord_list_def turned)
  show "compare (ord_list d) x y = LessThan \<Longrightarrow> compare (ord_list d) y z = LessThan \<Longrightarrow>
      compare (ord_list d) x z = LessThan"
    using trans[of x y z] by (simp add: ord_list_def)
qed

lemmas lawful_ords = lawful_ord_reverse lawful_ord_nat lawful_ord_int lawful_ord_bool lawful_ord_unit lawful_ord_ordering
  lawful_ord_prod lawful_ord_option lawful_ord_sum lawful_ord_list

text \<open>Sorting by any order.\<close>

fun ord_merge :: "'A Ord \<Rightarrow> 'A list \<Rightarrow> 'A list \<Rightarrow> 'A list" where
  "ord_merge d [] ys = ys"
| "ord_merge d (x # xs) [] = x # xs"
| "ord_merge d (x # xs) (y # ys) =
     (if ord_less d x y then x # ord_merge d xs (y # ys) else y # ord_merge d (x # xs) ys)"

fun ord_merge_sort :: "'A Ord \<Rightarrow> 'A list \<Rightarrow> 'A list" where
  "ord_merge_sort _ [] = []"
| "ord_merge_sort _ [x] = [x]"
| "ord_merge_sort d xs =
     ord_merge
       d
       (ord_merge_sort d (take ((length xs + 1) div 2) xs))
       (ord_merge_sort d (drop ((length xs + 1) div 2) xs))"

fun ord_quick_sort :: "'A Ord \<Rightarrow> 'A list \<Rightarrow> 'A list" where
  "ord_quick_sort _ [] = []"
| "ord_quick_sort d (x # xs) =
     ord_quick_sort d (filter (\<lambda>y. ord_less d y x) xs)
     @ x # ord_quick_sort d (filter (\<lambda>y. \<not> ord_less d y x) xs)"

fun transpose_rows :: "'A list list \<Rightarrow> 'A list list" where
  "transpose_rows [] = []"
| "transpose_rows [x] = map (\<lambda>a. [a]) x"
| "transpose_rows (x # y # ys) = map (case_prod (#)) (zip x (transpose_rows (y # ys)))"

text \<open>Division of natural numbers that rounds up.\<close>

definition nat_div_up :: "nat \<Rightarrow> nat \<Rightarrow> nat" where
  "nat_div_up a b = (a + (b - 1)) div b"

text \<open>Division of integers that rounds towards zero.\<close>

definition int_quot :: "int \<Rightarrow> int \<Rightarrow> int" where
  "int_quot a b = sgn a * sgn b * (abs a div abs b)"

definition int_rem :: "int \<Rightarrow> int \<Rightarrow> int" where
  "int_rem a b = a - b * int_quot a b"

text \<open>
  The greatest common divisor with the sign that Euclid's algorithm gives it; the number bounds its steps.
\<close>

fun int_gcd_within :: "nat \<Rightarrow> int \<Rightarrow> int \<Rightarrow> int" where
  "int_gcd_within 0 a b = a"
| "int_gcd_within (Suc n) a b = (if b = 0 then a else int_gcd_within n b (int_rem a b))"

definition int_gcd :: "int \<Rightarrow> int \<Rightarrow> int" where
  "int_gcd a b = int_gcd_within (nat (abs b)) a b"

text \<open>Numbers as text.\<close>

fun nat_digits :: "nat \<Rightarrow> string" where
  "nat_digits n =
     (let d = [char_of (48 + n mod 10)] in if n < 10 then d else nat_digits (n div 10) @ d)"

declare nat_digits.simps [simp del]

definition int_digits :: "int \<Rightarrow> string" where
  "int_digits n = (if n < 0 then ''-'' @ nat_digits (nat (- n)) else nat_digits (nat n))"

definition show_nat :: "nat Show" where
  "show_nat = \<lparr>to_text = nat_digits\<rparr>"

definition show_int :: "int Show" where
  "show_int = \<lparr>to_text = int_digits\<rparr>"

definition quoted :: "string \<Rightarrow> string" where
  "quoted x = ''\"'' @ x @ ''\"''"

definition show_string :: "string Show" where
  "show_string = \<lparr>to_text = quoted\<rparr>"

text \<open>The elements of a set and the bindings of a map in order, the smallest first.\<close>

definition ord_elements :: "'A Ord \<Rightarrow> 'A set \<Rightarrow> 'A list" where
  "ord_elements d s = The (\<lambda>xs. sorted_wrt (ord_less d) xs \<and> set xs = s)"

definition ord_least :: "'A Ord \<Rightarrow> 'A set \<Rightarrow> 'A" where
  "ord_least d s = hd (ord_elements d s)"

definition ord_greatest :: "'A Ord \<Rightarrow> 'A set \<Rightarrow> 'A" where
  "ord_greatest d s = last (ord_elements d s)"

definition ord_bindings :: "'A Ord \<Rightarrow> ('A, 'B) map \<Rightarrow> ('A \<times> 'B) list" where
  "ord_bindings d m = map (\<lambda>k. (k, the (m k))) (ord_elements d (dom m))"

definition ord_set :: "'A Ord \<Rightarrow> 'A set Ord" where
  "ord_set d = \<lparr>compare = (\<lambda>x y. compare (ord_list d) (ord_elements d x) (ord_elements d y))\<rparr>"

definition ord_map :: "'A Ord \<Rightarrow> 'B Ord \<Rightarrow> ('A, 'B) map Ord" where
  "ord_map d1 d2 =
     \<lparr>compare = (\<lambda>x y. compare (ord_list (ord_prod d1 d2)) (ord_bindings d1 x) (ord_bindings d1 y))\<rparr>"

text \<open>The element of a set that a function maps to a key.\<close>

definition set_lookup_by :: "('A \<Rightarrow> 'B) \<Rightarrow> 'B \<Rightarrow> 'A set \<Rightarrow> 'A option" where
  "set_lookup_by f k s =
     (let t = Set.filter (\<lambda>x. f x = k) s in if t = {} then None else Some (the_elem t))"

text \<open>Traits of numbers, and of containers whose elements can be changed.\<close>

record 'A FromNatural =
  of_natural :: "nat \<Rightarrow> 'A"

record 'A Natural =
  natural_literals :: "'A FromNatural"
  plus_by :: "'A \<Rightarrow> 'A \<Rightarrow> 'A"
  times_by :: "'A \<Rightarrow> 'A \<Rightarrow> 'A"

record 'A Integral =
  integral_natural :: "'A Natural"
  minus_by :: "'A \<Rightarrow> 'A \<Rightarrow> 'A"
  of_integer :: "int \<Rightarrow> 'A"

record 'A DivMod =
  div_by :: "'A \<Rightarrow> 'A \<Rightarrow> 'A"
  mod_by :: "'A \<Rightarrow> 'A \<Rightarrow> 'A"

record 'A Numeric =
  numeric_integral :: "'A Integral"
  divide_by :: "'A \<Rightarrow> 'A \<Rightarrow> 'A"

record ('A, 'B) ElementMap =
  map_elements :: "('B \<Rightarrow> 'B) \<Rightarrow> 'A \<Rightarrow> 'A"

text \<open>Ranges of numbers: both ends belong to them.\<close>

type_synonym 'A number_range = "'A \<times> 'A"

type_synonym 'A stepped_range = "('A \<times> 'A) \<times> 'A"

definition nat_steps :: "nat \<Rightarrow> nat \<Rightarrow> nat \<Rightarrow> nat list" where
  "nat_steps a b d = filter (\<lambda>i. (i - a) mod d = 0) (upt a (Suc b))"

definition int_steps :: "int \<Rightarrow> int \<Rightarrow> int \<Rightarrow> int list" where
  "int_steps a b d = filter (\<lambda>i. (i - a) mod d = 0) (upto a b)"

text \<open>Trees.\<close>

datatype 'A rose_tree = tree_node (tree_element : 'A) (tree_children : "'A rose_tree list")

fun tree_indented :: "string \<Rightarrow> string \<Rightarrow> string list \<Rightarrow> string list" where
  "tree_indented _ _ [] = []"
| "tree_indented a b (x # xs) = (a @ x) # map (\<lambda>y. b @ y) xs"

fun tree_branches :: "string list list \<Rightarrow> string list" where
  "tree_branches [] = []"
| "tree_branches [x] = ''|'' # tree_indented ''`- '' ''   '' x"
| "tree_branches (x # y # ys) = ''|'' # tree_indented ''+- '' ''|  '' x @ tree_branches (y # ys)"

fun tree_lines :: "'A Show \<Rightarrow> 'A rose_tree \<Rightarrow> string list" where
  "tree_lines d (tree_node x ts) = to_text d x # tree_branches (map (\<lambda>t. tree_lines d t) ts)"

datatype 'A binary_tree =
    binary_leaf
  | binary_node "'A binary_tree" 'A "'A binary_tree"

fun binary_fold :: "('A \<Rightarrow> 'B \<Rightarrow> 'B \<Rightarrow> 'B) \<Rightarrow> 'B \<Rightarrow> 'A binary_tree \<Rightarrow> 'B" where
  "binary_fold _ a binary_leaf = a"
| "binary_fold f a (binary_node l x r) = f x (binary_fold f a l) (binary_fold f a r)"

text \<open>Bytes are characters.\<close>

definition byte_of_nat :: "nat \<Rightarrow> char" where
  "byte_of_nat n = char_of n"

definition nat_of_byte :: "char \<Rightarrow> nat" where
  "nat_of_byte b = of_char b"

text \<open>What the library leaves open: only the types are known.\<close>

consts nat_of_string :: "string \<Rightarrow> nat"

typedecl field_element

consts field_add :: "field_element \<Rightarrow> field_element \<Rightarrow> field_element"

consts field_sub :: "field_element \<Rightarrow> field_element \<Rightarrow> field_element"

consts field_mul :: "field_element \<Rightarrow> field_element \<Rightarrow> field_element"

consts field_div :: "field_element \<Rightarrow> field_element \<Rightarrow> field_element"

consts field_of_int :: "int \<Rightarrow> field_element"

consts nat_of_field :: "field_element \<Rightarrow> nat"

typedecl io_action

consts io_then :: "io_action \<Rightarrow> io_action \<Rightarrow> io_action"

consts io_print :: "string \<Rightarrow> io_action"

consts io_print_nat :: "nat \<Rightarrow> io_action"

consts io_print_int :: "int \<Rightarrow> io_action"

consts io_print_bool :: "bool \<Rightarrow> io_action"

consts io_read_line :: "(string \<Rightarrow> io_action) \<Rightarrow> io_action"

text \<open>Numbers as instances of these traits.\<close>

definition from_natural_nat :: "nat FromNatural" where
  "from_natural_nat = \<lparr>of_natural = (\<lambda>n. n)\<rparr>"

definition from_natural_int :: "int FromNatural" where
  "from_natural_int = \<lparr>of_natural = int\<rparr>"

definition from_natural_byte :: "char FromNatural" where
  "from_natural_byte = \<lparr>of_natural = byte_of_nat\<rparr>"

definition from_natural_field :: "field_element FromNatural" where
  "from_natural_field = \<lparr>of_natural = (\<lambda>n. field_of_int (int n))\<rparr>"

definition natural_nat :: "nat Natural" where
  "natural_nat = \<lparr>natural_literals = from_natural_nat, plus_by = (+), times_by = times\<rparr>"

definition natural_int :: "int Natural" where
  "natural_int = \<lparr>natural_literals = from_natural_int, plus_by = (+), times_by = times\<rparr>"

definition natural_field :: "field_element Natural" where
  "natural_field =
     \<lparr>natural_literals = from_natural_field, plus_by = field_add, times_by = field_mul\<rparr>"

definition integral_int :: "int Integral" where
  "integral_int = \<lparr>integral_natural = natural_int, minus_by = (-), of_integer = (\<lambda>i. i)\<rparr>"

definition integral_field :: "field_element Integral" where
  "integral_field =
     \<lparr>integral_natural = natural_field, minus_by = field_sub, of_integer = field_of_int\<rparr>"

definition div_mod_nat :: "nat DivMod" where
  "div_mod_nat = \<lparr>div_by = (div), mod_by = (mod)\<rparr>"

definition div_mod_int :: "int DivMod" where
  "div_mod_int = \<lparr>div_by = int_quot, mod_by = int_rem\<rparr>"

definition numeric_field :: "field_element Numeric" where
  "numeric_field = \<lparr>numeric_integral = integral_field, divide_by = field_div\<rparr>"

text \<open>Values as text, for all types of the library.\<close>

definition show_bool :: "bool Show" where
  "show_bool = \<lparr>to_text = (\<lambda>b. if b then ''true'' else ''false'')\<rparr>"

definition show_unit :: "unit Show" where
  "show_unit = \<lparr>to_text = (\<lambda>_. ''unit'')\<rparr>"

definition show_ordering :: "Ordering Show" where
  "show_ordering =
     \<lparr>to_text =
        (\<lambda>x.
           case x of
             LessThan \<Rightarrow> ''LessThan''
           | Equal \<Rightarrow> ''Equal''
           | GreaterThan \<Rightarrow> ''GreaterThan'')\<rparr>"

definition show_byte :: "char Show" where
  "show_byte = \<lparr>to_text = (\<lambda>b. nat_digits (nat_of_byte b))\<rparr>"

definition show_field :: "field_element Show" where
  "show_field = \<lparr>to_text = (\<lambda>a. nat_digits (nat_of_field a))\<rparr>"

definition show_list :: "'A Show \<Rightarrow> 'A list Show" where
  "show_list d =
     \<lparr>to_text =
        (\<lambda>xs.
           if xs = [] then ''nil''
           else ''('' @ concat (map (\<lambda>x. to_text d x @ '' :: '') xs) @ ''nil)'')\<rparr>"

definition show_option :: "'A Show \<Rightarrow> 'A option Show" where
  "show_option d =
     \<lparr>to_text =
        (\<lambda>x.
           case x of
             None \<Rightarrow> ''nothing''
           | Some a \<Rightarrow> ''just '' @ to_text d a)\<rparr>"

definition show_prod :: "'A Show \<Rightarrow> 'B Show \<Rightarrow> ('A \<times> 'B) Show" where
  "show_prod d1 d2 = \<lparr>to_text = (\<lambda>(a, b). ''('' @ to_text d1 a @ '' , '' @ to_text d2 b @ '')'')\<rparr>"

definition show_sum :: "'A Show \<Rightarrow> 'B Show \<Rightarrow> ('A, 'B) sum Show" where
  "show_sum d1 d2 =
     \<lparr>to_text =
        (\<lambda>x.
           case x of
             Inl a \<Rightarrow> ''(error '' @ to_text d1 a @ '')''
           | Inr b \<Rightarrow> ''(ok '' @ to_text d2 b @ '')'')\<rparr>"

end
